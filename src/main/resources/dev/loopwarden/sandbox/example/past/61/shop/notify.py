"""Tells customers what happens to their orders."""

import httpx

MAIL = "https://mail.example.org/send"


async def tell(client: httpx.AsyncClient, customer: str, text: str) -> None:
    answer = await client.post(MAIL, json={"to": customer, "text": text}, timeout=10)
    answer.raise_for_status()


async def tell_all(customers, text: str) -> None:
    async with httpx.AsyncClient() as client:
        for customer in customers:
            await tell(client, customer, text)
