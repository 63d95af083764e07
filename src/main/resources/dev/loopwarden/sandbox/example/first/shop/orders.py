"""Prices orders and files their receipts."""

import asyncio

import httpx

from shop.pricing import fetch_quote
from shop.storage import store_receipt

CONFIRMATIONS = "https://mail.example.org/confirm"


async def price_orders(orders):
    async with httpx.AsyncClient() as client:
        return await asyncio.gather(*(fetch_quote(client, order["sku"]) for order in orders))


async def file_receipt(order, price):
    store_receipt({"order": order["id"], "price": price})
    async with httpx.AsyncClient(timeout=5) as client:
        await client.post(CONFIRMATIONS, json={"order": order["id"], "price": price})


async def check_out(orders):
    prices = await price_orders(orders)
    for order, price in zip(orders, prices):
        asyncio.create_task(file_receipt(order, price))
    return sum(prices)
