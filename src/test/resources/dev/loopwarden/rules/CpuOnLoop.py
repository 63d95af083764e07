import asyncio
import hashlib

import bcrypt
import spacy
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from fastapi import APIRouter
from llama_index.core.node_parser import SentenceSplitter


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


class Vault:
    def __init__(self, salt):
        self.salt = salt

    def key(self, password):
        return PBKDF2HMAC(algorithm=SHA256(), length=32, salt=self.salt, iterations=600_000).derive(password)

    def hint(self, password):
        return password[:1]


async def unlock(vault: Vault, password):
    vault.hint(password)
    return vault.key(password)  # LW701


async def unlock_in_a_thread(vault: Vault, password):
    return await asyncio.to_thread(vault.key, password)


class Chunks:
    def __init__(self, size):
        self.splitter = SentenceSplitter(chunk_size=size)
        self.size = size

    def of(self, text):
        return self.splitter.split_text(text)


async def chunks(pages):
    cut = Chunks(512)
    return [cut.of(each) for each in pages]  # LW701


async def chunks_in_a_thread(pages):
    cut = Chunks(512)
    return [await asyncio.to_thread(cut.of, each) for each in pages]


async def sizes():
    return Chunks(512).size


router = APIRouter()


@router.post("/login")
async def log_in(password, stored):
    return bcrypt.checkpw(password, stored)  # LW701 high


@router.post("/password")
async def change_password(password):
    return bcrypt.hashpw(password, bcrypt.gensalt())  # LW701 medium


async def authenticate(token, salt):
    return key(token, salt)  # LW701 high


async def export(document, salt):
    return key(document, salt)  # LW701 medium


class Reader:
    def pipeline(self, name):
        if name not in self.pipelines:
            self.pipelines[name] = spacy.load(name)
        return self.pipelines[name]

    async def kept(self, name):
        return self.pipeline(name)  # LW701 medium

    async def loaded_each_time(self, name, text):
        return spacy.load(name)(text)  # LW701 high
