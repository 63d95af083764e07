"""Tells customers what happens to their orders."""

import requests

MAIL = "https://mail.example.org/send"


async def tell(customer: str, text: str) -> None:
    answer = requests.post(MAIL, json={"to": customer, "text": text}, timeout=10)
    answer.raise_for_status()


async def tell_all(customers, text: str) -> None:
    for customer in customers:
        await tell(customer, text)
