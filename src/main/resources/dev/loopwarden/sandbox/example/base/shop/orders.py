"""Prices orders."""

import httpx

from shop.pricing import fetch_quote


async def price_orders(orders):
    async with httpx.AsyncClient() as client:
        return [await fetch_quote(client, order["sku"]) for order in orders]
