import asyncio
import hashlib

import bcrypt


async def derive(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password, salt, 600_000)  # LW701


async def check(password, stored):
    return await asyncio.to_thread(bcrypt.checkpw, password, stored)


async def digest(data):
    return hashlib.sha256(data).hexdigest()


def key(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password, salt, 600_000)


async def through_a_helper(password, salt):
    return key(password, salt)  # LW701


async def helper_in_a_thread(password, salt):
    return await asyncio.to_thread(key, password, salt)
