"""Makes mails with a link in each, as Python's email package writes them: FILE LINK."""
import sys
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email import policy
from html import escape

link = sys.argv[1]
kind = sys.argv[2]
plain = f"Dear support,\n\nmy link {link} does not open.\nI tried {link}, twice.\n\nThanks\n"
html = (f"<html><head><style>a {{ color: red }}</style></head><body><p>Dear support,</p><p>my <b>link</b> "
        f"<a href=\"{escape(link)}\">{escape(link)}</a> does not open.</p>"
        f"<!-- {escape(link)}x --><p>See https://www.example.com/help</p></body></html>\n")

message = EmailMessage(policy=policy.SMTP if kind.endswith("-crlf") else policy.default)
message["From"] = "customer@example.com"
message["To"] = "support@example.com"
message["Subject"] = "Link"
kind = kind.removesuffix("-crlf")
if kind == "plain":
    message.set_content(plain, cte="7bit")
elif kind == "quoted-printable":
    message.set_content(plain, cte="quoted-printable")
elif kind == "base64":
    message.set_content(plain, cte="base64")
elif kind == "html":
    message.set_content(html, subtype="html", cte="quoted-printable")
elif kind == "html-base64":
    message.set_content(html, subtype="html", cte="base64")
elif kind == "alternative":
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="base64")
    message.add_attachment(b"%PDF https://bankconnectclient.finbox.in/?session_id=x", maintype="application",
                           subtype="pdf", filename="a.pdf")
elif kind == "forwarded":
    inner = EmailMessage()
    inner["Subject"] = "inner"
    inner.set_content(html, subtype="html", cte="base64")
    message.set_content("see below\n")
    message.add_attachment(inner)
sys.stdout.write(message.as_string())
