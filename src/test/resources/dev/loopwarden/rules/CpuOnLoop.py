import asyncio
import hashlib

import bcrypt


async def derive(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password, salt, 600_000)  # LW701


async def check(password, stored):
    return await asyncio.to_thread(bcrypt.checkpw, password, stored)


async def digest(data):
    return hashlib.sha256(data).hexdigest()
