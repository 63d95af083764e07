import asyncio

import boto3
import psycopg
import pymongo
from django.db import models


class User(models.Model):
    pass


async def documents(client: pymongo.MongoClient):
    for each in client.app.users.find():  # LW114
        print(each)


async def documents_by_name(client: pymongo.MongoClient):
    return [each["name"] for each in client["app"]["users"].find().sort("name")]  # LW114


async def documents_async(client: pymongo.AsyncMongoClient):
    return [each["name"] async for each in client.app.users.find()]


async def pages():
    paginator = boto3.client("s3").get_paginator("list_objects_v2")
    for page in paginator.paginate(Bucket="b"):  # LW114
        print(page)


async def models_of_django():
    for user in User.objects.filter(active=True):  # LW114
        print(user)


async def models_of_django_async():
    async for user in User.objects.filter(active=True):
        print(user)


async def rows_of_somebody(cursor: psycopg.ServerCursor):
    return [row for row in cursor]  # LW114


async def rows_after_the_query_is_told(cursor: psycopg.Cursor):
    cursor.execute("select 1")
    for row in cursor:
        print(row)


async def rows_async(cursor: psycopg.AsyncCursor):
    async for row in cursor:
        print(row)


async def handed_on(client: pymongo.MongoClient, show):
    return show(each["name"] for each in client.app.users.find())


async def only_made(client: pymongo.MongoClient):
    return client.app.users.find()


async def plain(rows):
    for row in rows:
        print(row)


async def offloaded(client: pymongo.MongoClient):
    return await asyncio.to_thread(lambda: [each for each in client.app.users.find()])


def sync(client: pymongo.MongoClient):
    return [each for each in client.app.users.find()]
