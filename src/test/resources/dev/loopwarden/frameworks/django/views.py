"""Django's async views."""
import asyncio
import time

import httpx
import requests
from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.shortcuts import get_object_or_404

from .models import Order


async def order(request, key):
    found = Order.objects.get(pk=key)
    return JsonResponse({"name": found.name})


async def orders(request):
    return JsonResponse({"names": [each.name for each in Order.objects.filter(name__startswith="a")]})


async def rename(request, key):
    found = await Order.objects.aget(pk=key)
    found.name = "new"
    found.save()
    return JsonResponse({})


async def price(request):
    return JsonResponse(requests.get("https://prices.example.org", timeout=5).json())


async def fan(request, keys: list[int]):
    async with httpx.AsyncClient(timeout=5) as client:
        await asyncio.gather(*(client.post(f"https://hooks.example.org/{key}") for key in keys))
    return JsonResponse({})


# conventions: all of this is right


def plain(request, key):
    time.sleep(0.1)
    return JsonResponse({"name": get_object_or_404(Order, pk=key).name})


def load(key):
    return Order.objects.get(pk=key)


async def moved(request, key):
    found = await sync_to_async(load)(key)
    return JsonResponse({"name": found.name})


@sync_to_async
def counted():
    return Order.objects.count()


async def well(request):
    names = [each.name async for each in Order.objects.filter(name__startswith="a")]
    return JsonResponse({"names": names, "count": await counted(), "first": await Order.objects.acount()})
