## a typed dictionary
from typing import TypedDict
import requests
class Job(TypedDict):
    session: requests.Session
    name: str
def f(job: Job, key: str):
    job["session"].get("x")  #> requests.Session.get
    job["name"].strip()  #> builtins.str.strip
    job.get("session").get("x")  #> requests.Session.get
    job[key].get("x")  #> ?
    job["other"].get("x")  #> ?
## a named tuple
from typing import NamedTuple
import requests
class Job(NamedTuple):
    session: requests.Session
    name: str
def f(job: Job):
    job.session.get("x")  #> requests.Session.get
    job[0].get("x")  #> requests.Session.get
    session, name = job
    session.get("x")  #> requests.Session.get
    name.strip()  #> builtins.str.strip
    job._replace(name="x").session.get("x")  #> requests.Session.get
def g(jobs: list[Job]):
    for session, name in jobs:
        session.get("x")  #> requests.Session.get
## a dataclass that is copied with changes
import copy
from dataclasses import dataclass, field, replace
import requests
@dataclass
class Job:
    session: requests.Session
    sessions: list[requests.Session] = field(default_factory=list)
def f(job: Job):
    replace(job, session=None).session.get("x")  #> requests.Session.get
    copy.replace(job).sessions[0].get("x")  #> requests.Session.get
## Self
from typing import Self
import requests
class Base:
    def with_limit(self, n: int) -> Self: ...
    @classmethod
    def make(cls) -> Self: ...
    async def __aenter__(self) -> Self: ...
class Client(Base):
    def fetch(self): pass
async def f(client: Client):
    client.with_limit(1).fetch()  #> Client.fetch
    Client.make().fetch()  #> Client.fetch
    async with Client() as c:
        c.fetch()  #> Client.fetch
    Base.make().fetch()  #> ? not defined
## a walrus in a comprehension, and a comprehension inside of one
import requests
def f(all: list[list[requests.Session]], find):
    return [s for each in all for s in each if s.get("x")]  #> get = requests.Session.get
def g(names: list[str]):
    return [made.get("x") for n in names if (made := requests.Session())]  #> get = requests.Session.get
def h(all: dict[str, requests.Session]):
    return {name: s.get("x") for name, s in all.items()}  #> get = requests.Session.get
## a pattern with fields by their places
from dataclasses import dataclass
import requests
@dataclass
class Job:
    session: requests.Session
    name: str
def f(thing, all: dict[str, requests.Session]):
    match thing:
        case Job(session, name):
            session.get("x")  #> requests.Session.get
            name.strip()  #> builtins.str.strip
        case Job(session=s):
            s.get("x")  #> requests.Session.get
        case str(text):
            text.strip()  #> builtins.str.strip
        case Job(_, _, third):
            third.get("x")  #> ?
    match all:
        case {"a": one}:
            one.get("x")  #> requests.Session.get
## a pattern of a JSON text
import json
match json.loads("{}"):
    case {"name": name, "all": [first, *_]}:
        name.strip()  #> builtins.json.strip
        first.strip()  #> builtins.json.strip
## rows of SQLAlchemy
from sqlalchemy import select, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Session, selectinload
class Base(DeclarativeBase): pass
class User(Base):
    def rename(self): pass
async def f(session: AsyncSession, key):
    statement = select(User).where(User.id == key).options(selectinload(User.orders)).limit(1)
    result = await session.execute(statement)
    result.scalar_one_or_none().rename()  #> User.rename
    for user in result.scalars().unique().all():
        user.rename()  #> User.rename
    (await session.scalars(select(User))).first().rename()  #> rename = User.rename
    (await session.scalar(statement)).rename()  #> rename = User.rename
    (await session.get(User, key)).rename()  #> rename = User.rename
    for user in await session.scalars(statement):
        user.rename()  #> User.rename
    (await session.execute(insert(User).values(id=1).returning(User))).scalar_one().rename()  #> rename = User.rename
    (await session.execute(select(User.id))).scalar_one().rename()  #> rename = ?
    (await session.execute(statement)).first().rename()  #> rename = ?
def g(session: Session, key):
    session.query(User).filter(User.id == key).first().rename()  #> rename = User.rename
    for user in session.query(User).order_by(User.id):
        user.rename()  #> User.rename
    session.query(User, Base).first().rename()  #> rename = ?
## models and query sets of Django
from django.db import models
from django.shortcuts import get_object_or_404
class User(models.Model):
    def rename(self): pass
class Admin(User): pass
async def f(key):
    User.objects.get(pk=key).rename()  #> rename = User.rename
    (await User.objects.filter(pk=key).afirst()).rename()  #> rename = User.rename
    async for user in User.objects.exclude(pk=key).order_by("name"):
        user.rename()  #> User.rename
    user, made = await Admin.objects.aget_or_create(pk=key)
    user.rename()  #> User.rename
    user.save()  #> django.db.models.Model.save
    get_object_or_404(User, pk=key).rename()  #> rename = User.rename
    for each in User.objects.values("id"):
        each.get("x")  #> builtins.dict.get
    for each in User.objects.values_list("id"):
        each.rename()  #> ?
## answers of openai, whole and as a stream
from openai import AsyncOpenAI
client = AsyncOpenAI()
async def f(flag):
    answer = await client.chat.completions.create(model="x", messages=[])
    answer.choices[0].message.content.strip()  #> builtins.str.strip
    stream = await client.chat.completions.create(model="x", messages=[], stream=True)  #: stream = object of openai.AsyncStream
    async for chunk in stream:
        chunk.choices[0].delta.content.strip()  #> builtins.str.strip
    either = await client.chat.completions.create(model="x", stream=flag)
    either.choices  #: either = ?
    (await client.responses.create(model="x", stream=False)).output_text.strip()  #> strip = builtins.str.strip
## answers of anthropic, whole and as a stream
from anthropic import AsyncAnthropic
async def f(client: AsyncAnthropic):
    message = await client.messages.create(model="x")
    message.content[0].text.strip()  #> builtins.str.strip
    async with client.messages.stream(model="x") as stream:
        async for text in stream.text_stream:
            text.strip()  #> builtins.str.strip
        final = await stream.get_final_message()  #> anthropic.AsyncMessageStream.get_final_message
        final.content[0].text.strip()  #> builtins.str.strip
## what a library's method gives of its own class, in a class of the program
from pydantic import BaseModel
class Job(BaseModel):
    name: str
    def run(self): pass
Job.model_validate({}).run()  #> Job.run
Job(name="x").model_copy().run()  #> Job.run
Job(name="x").name.strip()  #> builtins.str.strip
## an enum by its name
from enum import Enum
class Colour(Enum):
    RED = 1
    def paint(self): pass
Colour["RED"].paint()  #> Colour.paint
Colour("red").paint()  #> Colour.paint
## fixtures of pytest
#== conftest.py
import pytest
import requests
@pytest.fixture
def session():
    return requests.Session()
@pytest.fixture(name="other")
def make_other(session):
    session.get("x")  #> requests.Session.get
    yield session
#== tests/conftest.py
import pytest_asyncio
import httpx
@pytest_asyncio.fixture
async def client():
    async with httpx.AsyncClient() as client:
        yield client
#== tests/test_a.py
import pytest
import redis
@pytest.fixture
def cache() -> redis.Redis: ...
async def test_a(session, other, client, cache, nothing, tmp_path):
    session.get("x")  #> requests.Session.get
    other.get("x")  #> requests.Session.get
    client.get("x")  #> httpx.AsyncClient.get
    cache.get("x")  #> redis.Redis.get
    nothing.get("x")  #> ? parameter without annotation
    tmp_path.exists()  #> pathlib.Path.exists
def helper(session):
    session.get("x")  #> ? parameter without annotation
class TestB:
    @pytest.fixture
    def cache(self):
        return "x"
    def test_b(self, cache):
        cache.strip()  #> builtins.str.strip
#== other/test_b.py
def test_c(client):
    client.get("x")  #> ? parameter without annotation
## a fixture over one of its own name
#== conftest.py
import pytest
import requests
@pytest.fixture
def session():
    return requests.Session()
#== tests/conftest.py
import pytest
@pytest.fixture
def session(session):
    session.get("x")  #> requests.Session.get
    return session
#== tests/test_a.py
def test_a(session):
    session.get("x")  #> requests.Session.get
## columns of a class and their values in an object
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
class Base(DeclarativeBase): pass
class Order(Base):
    def send(self): pass
class User(Base):
    name: Mapped[str] = mapped_column()
    orders: Mapped[list["Order"]] = relationship()
    last: Mapped[Order | None] = relationship()
def f(user: User):
    user.name.strip()  #> builtins.str.strip
    user.orders[0].send()  #> Order.send
    user.last.send()  #> Order.send
    User.name.in_(["x"])  #> sqlalchemy.orm.Mapped.in_
## a descriptor of the program
class Setting[T]:
    def __get__(self, owner, kind) -> T: ...
class Timeout:
    def __get__(self, owner, kind) -> str: ...
class A:
    name: Setting[str] = Setting()
    limit = Timeout()
def f(a: A):
    a.name.strip()  #> builtins.str.strip
    a.limit.strip()  #> builtins.str.strip
## an object of which nothing is said, held to a class
def f(data: object, other: object):
    payload = data if isinstance(data, dict) else {}
    payload.get("x")  #> builtins.dict.get
    other.get("x")  #> ? says little
