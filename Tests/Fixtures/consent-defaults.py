#!/usr/bin/env python3
"""Prints consent-defaults.tsv: the days of the templates' default dates, by python-dateutil."""
from datetime import date, timedelta
from dateutil.relativedelta import relativedelta

print("# Made by consent-defaults.py. Today, then in days from it: CT001 from_date and consent_expiry (to_date is")
print("# today), CT003 from_date and consent_expiry, CT035 from_date and consent_expiry (their to_date is the expiry).")
today = date(2024, 1, 1)
while today <= date(2028, 12, 31):
    dates = [
        today - relativedelta(months=14), today + timedelta(days=1),
        today - relativedelta(months=6), today + relativedelta(months=60),
        today - timedelta(days=1), today + relativedelta(years=8),
    ]
    print(today.strftime("%d/%m/%Y"), *((day - today).days for day in dates), sep="\t")
    today += timedelta(days=1)
