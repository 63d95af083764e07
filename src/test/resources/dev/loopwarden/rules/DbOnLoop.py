import sqlite3

import psycopg2
import redis
import redis.asyncio

cache = redis.Redis()


async def look(key):
    return cache.get(key)  # LW103


async def query(dsn):
    connection = psycopg2.connect(dsn)  # LW103
    cursor = connection.cursor()
    cursor.execute("select 1")  # LW103
    return cursor.fetchall()


async def look_async(key):
    other = redis.asyncio.Redis()
    return await other.get(key)


async def plain(rows):
    return rows.get("key")


async def of_this_machine(path):
    connection = sqlite3.connect(path)  # LW103 medium
    connection.execute("select 1")  # LW103 medium
    psycopg2.connect(path)  # LW103 high


async def in_memory():
    return sqlite3.connect(":memory:").execute("select 1")
