"""The session API's parameters as Django REST framework declares them, to judge verdicts of ours by.

The fields are the parameter table and the error tables of the API's page, in the page's order, and nothing else:
what the framework does with a value is its own doing. What the page's service decides by itself (dates, the form of a
mobile number, banks, the inside of consents) is left out, because a rule written here for it would prove nothing.

    judge.py payloads   reads a payload a line, in hexadecimal; answers a JSON array of [field, message] a line,
                        empty for a payload that is taken, ["", message] for a text that is no payload
    judge.py serve      answers POST requests on a port of the loopback interface, whose number is its first line
"""

import io
import json
import sys

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={},
    DEBUG=False,
    INSTALLED_APPS=["rest_framework"],
    MIDDLEWARE=[],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
        "DEFAULT_PERMISSION_CLASSES": [],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY="used for nothing",
    USE_I18N=False,
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import serializers  # noqa: E402
from rest_framework.exceptions import ParseError  # noqa: E402
from rest_framework.parsers import JSONParser  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class Metadata(serializers.Serializer):
    """The row for metadata: three optional arrays of texts."""

    names = serializers.ListField(child=serializers.CharField(), required=False)
    employer_names = serializers.ListField(child=serializers.CharField(), required=False)
    companies_for_self_transfer = serializers.ListField(child=serializers.CharField(), required=False)


class Session(serializers.Serializer):
    """Types from the parameter table, bounds from the error tables."""

    link_id = serializers.CharField(max_length=500)
    api_key = serializers.CharField(required=False)
    redirect_url = serializers.URLField(max_length=200, required=False)
    logo_url = serializers.URLField(max_length=200, required=False)
    bank_name = serializers.CharField(max_length=50, required=False)
    mode = serializers.ChoiceField(["pdf", "aa", "online"], required=False)
    mobile_number = serializers.CharField(required=False)
    session_expiry = serializers.IntegerField(min_value=5, max_value=43200, required=False)
    journey_mode = serializers.CharField(max_length=50, required=False)
    accept_anything = serializers.BooleanField(required=False)
    is_mobile_field_editable = serializers.BooleanField(required=False)
    aa_journey_code = serializers.ChoiceField(["BCAA001", "BCAA002", "BCAA003", "BCAA004"], required=False)
    consents = serializers.DictField(required=False)
    metadata = Metadata(required=False)
    aa_journey_mode = serializers.ChoiceField(
        ["only_once", "only_recurring", "once_with_recurring"], required=False
    )
    aa_recurring_tenure_month_count = serializers.IntegerField(min_value=1, max_value=84, required=False)
    aa_recurring_frequency_unit = serializers.ChoiceField(["day", "month", "year", "hour"], required=False)


def flat(errors, field=""):
    """The messages of nested errors, each with the innermost name that it is about."""
    if isinstance(errors, dict):
        for name, inner in errors.items():
            # Elements of arrays have numbers; an object that is none has its errors under this name.
            is_name = isinstance(name, str) and name != "non_field_errors"
            yield from flat(inner, name if is_name else field)
    else:
        for message in errors:
            # Half a surrogate pair, which no JSON reader need take, is written as an escape in plain text.
            yield [field, str(message).encode(errors="backslashreplace").decode()]


def judge(payload):
    """What is wrong with a payload, as [field, message]."""
    try:
        data = JSONParser().parse(io.BytesIO(payload))
    except ParseError as error:
        return [["", str(error.detail)]]
    except RecursionError as error:
        # No refusal of the framework's, but no session either: the server answers 500.
        return [["", str(error)]]
    serializer = Session(data=data)
    return [] if serializer.is_valid() else list(flat(serializer.errors))


class SessionView(APIView):
    """The endpoint, for what the framework does before it looks at parameters."""

    def post(self, request):
        serializer = Session(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response({"session_id": None})


urlpatterns = [path("v2/session/", SessionView.as_view())]


def serve():
    """Answers requests until standard input ends."""
    import threading
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log_message(self, *arguments):
            pass

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serve()
    elif sys.argv[1:] == ["payloads"]:
        for line in sys.stdin:
            print(json.dumps(judge(bytes.fromhex(line))))
    else:
        sys.exit(__doc__)
