## an attribute from __init__
import requests
class A:
    def __init__(self):
        self.s = requests.Session()
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an attribute from an annotated parameter
import requests
class A:
    def __init__(self, s: requests.Session):
        self.s = s
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an attribute that is None at first
import requests
class A:
    def __init__(self):
        self.s = None
    def open(self):
        self.s = requests.Session()
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an annotated attribute
import requests
class A:
    def __init__(self, s):
        self.s: requests.Session = s
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an attribute declared in the class body
import requests
class A:
    s: requests.Session
    def f(self):
        self.s.get("x")  #> requests.Session.get
## a class attribute
import requests
class A:
    s = requests.Session()
    def f(self):
        self.s.get("x")  #> requests.Session.get
A.s.get("x")  #> requests.Session.get
A().s.get("x")  #> requests.Session.get
## a field of a dataclass
from dataclasses import dataclass, field
import requests
@dataclass
class A:
    s: requests.Session = field(default_factory=requests.Session)
def f(a: A):
    a.s.get("x")  #> requests.Session.get
## a field of a pydantic model
from pydantic import BaseModel
import requests
class A(BaseModel):
    s: requests.Session | None = None
A().s.get("x")  #> requests.Session.get
## a field of a named tuple
from typing import NamedTuple
import requests
class A(NamedTuple):
    s: requests.Session
def f(a: A):
    a.s.get("x")  #> requests.Session.get
## a chain of attributes
import requests
class B:
    def __init__(self):
        self.s = requests.Session()
class A:
    def __init__(self):
        self.b = B()
    def f(self):
        self.b.s.get("x")  #> requests.Session.get
## a chain of attributes over modules
#== b.py
import requests
class B:
    def __init__(self):
        self.s = requests.Session()
#== a.py
from b import B
class A:
    b: B
    def f(self):
        self.b.s.get("x")  #> requests.Session.get
## a method
class A:
    def go(self): pass
    def f(self):
        self.go()  #> A.go
## a method of another object
class A:
    def go(self): pass
def f(a: A):
    a.go()  #> A.go
## an inherited method
class Base:
    def go(self): pass
class A(Base):
    def f(self):
        self.go()  #> Base.go
## an inherited method from another module
#== base.py
class Base:
    def go(self): pass
#== a.py
from base import Base
class A(Base): pass
A().go()  #> base.py::Base.go
## an inherited attribute
import requests
class Base:
    def __init__(self):
        self.s = requests.Session()
class A(Base):
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an attribute that only the base knows
import requests
class Base:
    def __init__(self):
        self.s = requests.Session()
class A(Base):
    s = None
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an override goes before
class Base:
    def go(self): pass
class A(Base):
    def go(self): pass
A().go()  #> A.go
## of a diamond the nearer class counts
class Top:
    def go(self): pass
class Left(Top): pass
class Right(Top):
    def go(self): pass
class A(Left, Right): pass
A().go()  #> Right.go
## super
class Base:
    def go(self): pass
class A(Base):
    def go(self):
        super().go()  #> go = Base.go
## super with arguments
class Base:
    def go(self): pass
class A(Base):
    def go(self):
        super(A, self).go()  #> go = Base.go
## super with two bases
class One:
    def one(self): pass
class Two:
    def two(self): pass
class A(One, Two):
    def f(self):
        super().two()  #> two = Two.two
## super of a library class
import requests
class A(requests.Session):
    def get(self, url):
        return super().get(url)  #> get = requests.Session.get
## super in a class method
class Base:
    @classmethod
    def make(cls): return cls()
class A(Base):
    @classmethod
    def make(cls):
        return super().make()  #> make = Base.make
## a class of the program below a library's
import requests
class A(requests.Session):
    pass
A().get("x")  #> requests.Session.get
## a library class of which little is known still names its methods
from somelib import Client
class A(Client): pass
A().fetch("x")  #> somelib.Client.fetch
## an unknown base may define anything
class A(make_base()):
    def f(self):
        self.fetch()  #> ? base class that is not known
## a property
import requests
class A:
    @property
    def s(self) -> requests.Session: ...
A().s.get("x")  #> requests.Session.get
## a property by its return
import requests
class A:
    @property
    def s(self):
        return requests.Session()
A().s.get("x")  #> requests.Session.get
## a cached property
from functools import cached_property
import requests
class A:
    @cached_property
    def s(self):
        return requests.Session()
A().s.get("x")  #> requests.Session.get
## a property with a setter
import requests
class A:
    @property
    def s(self):
        return self._s or requests.Session()
    @s.setter
    def s(self, value): self._s = value
A().s.get("x")  #> requests.Session.get
## an attribute that is set lazily
import requests
class A:
    _s = None
    def s(self):
        if self._s is None:
            self._s = requests.Session()
        return self._s
A().s().get("x")  #> requests.Session.get
## a static method
class A:
    @staticmethod
    def go(x): pass
A.go(1)  #> A.go
A().go(1)  #> A.go
## a class method that makes an object
import requests
class A:
    @classmethod
    def make(cls):
        return cls()
    def go(self): pass
A.make().go()  #> A.go
## an inherited class method makes an object of the class that it is called on
class Base:
    @classmethod
    def make(cls) -> "Base":
        return cls()
class A(Base):
    def go(self): pass
A.make().go()  #> A.go
## a method that gives itself
class Base:
    def set(self):
        return self
class A(Base):
    def go(self): pass
A().set().set().go()  #> A.go
## Self as an annotation
from typing import Self
class Base:
    def set(self) -> Self: ...
class A(Base):
    def go(self): pass
A().set().go()  #> A.go
## a method under a second name
class A:
    def go(self): pass
    start = go
A().start()  #> A.go
## a nested class
class A:
    class B:
        def go(self): pass
A.B().go()  #> A.B.go
## an object that is called
class A:
    def __call__(self): return A()
    def go(self): pass
A()().go()  #> A.go
## a singleton of a module
#== b.py
class Client:
    def go(self): pass
client = Client()
#== a.py
from b import client
client.go()  #> b.py::Client.go
## a singleton that a function makes
#== b.py
class Client:
    def go(self): pass
_client = None
def get_client():
    global _client
    if _client is None:
        _client = Client()
    return _client
#== a.py
from b import get_client
get_client().go()  #> b.py::Client.go
## a generic class
from typing import Generic, TypeVar
T = TypeVar("T")
class Box(Generic[T]):
    def go(self): pass
Box[int]().go()  #> Box.go
def f(b: Box[str]):
    b.go()  #> Box.go
## a class as a value
class A:
    def go(self): pass
def f(kind: type[A]):
    kind().go()  #> A.go
type(A())().go()  #> A.go
## a list attribute
import requests
class A:
    def __init__(self):
        self.all: list[requests.Session] = []
    def f(self):
        for s in self.all:
            s.get("x")  #> requests.Session.get
## a list attribute that begins empty
import requests
class A:
    def __init__(self):
        self.all = []
    def load(self):
        self.all = [requests.Session()]
    def f(self):
        self.all[0].get("x")  #> requests.Session.get
## overloads
from typing import overload
import requests
@overload
def make(a: int) -> str: ...
@overload
def make(a: str) -> int: ...
def make(a) -> requests.Session:
    return requests.Session()
make(1).get("x")  #> requests.Session.get
## overloads of a method
from typing import overload
class A:
    @overload
    def go(self, a: int) -> str: ...
    @overload
    def go(self, a: str) -> int: ...
    def go(self, a): return self
    def end(self): pass
A().go(1).end()  #> A.end
## an overload by what a literal says
from typing import Any, Literal, Optional, Union, overload
import httpx
@overload
def client(*, sync: Literal[False] = False) -> httpx.AsyncClient: ...
@overload
def client(*, sync: Literal[True]) -> httpx.Client: ...
@overload
def client(options: dict[str, Any], sync: Literal[True]) -> httpx.Client: ...
def client(options: Optional[dict[str, Any]] = None, sync: bool = False) -> Union[httpx.AsyncClient, httpx.Client]: ...
def f(flag, given):
    client().get("x")  #> httpx.AsyncClient.get
    client(sync=True).get("x")  #> httpx.Client.get
    client(sync=False).get("x")  #> httpx.AsyncClient.get
    client({}, True).get("x")  #> httpx.Client.get
    client(sync=flag).get("x")  #> ? one of several
    client(**given).get("x")  #> ? one of several
## an overload by the number of arguments
from typing import overload
import httpx
class A:
    @overload
    def make(self) -> httpx.Client: ...
    @overload
    async def make(self, url: str) -> httpx.AsyncClient: ...
    def make(self, url=None): ...
    async def f(self):
        self.make().get("x")  #> httpx.Client.get
        (await self.make("u")).get("x")  #> httpx.AsyncClient.get
## overloads from another module
#== b.py
from typing import overload
@overload
def go(a: int) -> str: ...
@overload
def go(a: str) -> int: ...
def go(a): return a
#== a.py
from b import go
go(1)  #> b.py::go
## an unknown attribute
class A:
    def f(self):
        self.x.go()  #> ? `x` is not defined
## an attribute with two types is neither
import requests, httpx
class A:
    def __init__(self, a):
        if a:
            self.s = requests.Session()
        else:
            self.s = httpx.Client()
    def f(self):
        self.s.get("x")  #> ? one of several
## what an outer method's self is inside of a nested function
class A:
    def go(self): pass
    def f(self):
        def inner():
            self.go()  #> A.go
        return inner
## a protocol class declares
from typing import Protocol
import requests
class HasSession(Protocol):
    s: requests.Session
def f(a: HasSession):
    a.s.get("x")  #> requests.Session.get
## a mixin's attribute in the class that uses it
import requests
class Mixin:
    def send(self):
        self.s.get("x")  #> ? `s` is not defined
class A(Mixin):
    def __init__(self):
        self.s = requests.Session()
## a base that two classes share comes after both
class Top:
    def go(self): pass
class Left(Top):
    def stay(self): pass
class Right(Top):
    def go(self): pass
    def stay(self): pass
class A(Left, Right): pass
class B(A): pass
B().go()  #> Right.go
B().stay()  #> Left.stay
## classes that inherit from each other end
class A(B): pass
class B(A): pass
A().go()  #> ?
## an attribute of a base set in the subclass's __init__ after super
import requests
class Base:
    def __init__(self, s: requests.Session):
        self.s = s
class A(Base):
    def __init__(self):
        super().__init__(requests.Session())
    def f(self):
        self.s.get("x")  #> requests.Session.get
## super().__init__ names the base's
class Base:
    def __init__(self): pass
class A(Base):
    def __init__(self):
        super().__init__()  #> __init__ = Base.__init__
## super over a mixin, by the order of the class that uses it
class Top:
    def go(self): pass
class Mixin(Top):
    def go(self):
        super().go()  #> go = Top.go
class Right(Top):
    def go(self): pass
class A(Mixin, Right): pass
## super() in an async method
class Base:
    async def go(self) -> str: ...
class A(Base):
    async def go(self):
        return await super().go()  #> go = Base.go
## super of a grandparent through a class that does not define it
class Top:
    def go(self): pass
class Middle(Top): pass
class A(Middle):
    def go(self):
        super().go()  #> go = Top.go
## super().property
import requests
class Base:
    @property
    def s(self): return requests.Session()
class A(Base):
    def f(self):
        super().s.get("x")  #> get = requests.Session.get
## a property that is overridden
import requests, httpx
class Base:
    @property
    def s(self): return requests.Session()
class A(Base):
    @property
    def s(self): return httpx.Client()
A().s.get("x")  #> get = httpx.Client.get
## a property made by the function property
import requests
class A:
    def _get(self): return requests.Session()
    s = property(_get)
A().s.get("x")  #> get = requests.Session.get
## a property by a lambda
import requests
class A:
    s = property(lambda self: requests.Session())
A().s.get("x")  #> get = requests.Session.get
## an async property
import requests
class A:
    @property
    async def s(self):
        return requests.Session()
async def f():
    (await A().s).get("x")  #> get = requests.Session.get
## attrs
import attr, attrs, requests
@attr.s(auto_attribs=True)
class A:
    s: requests.Session
@attrs.define
class B:
    s: requests.Session = attrs.field(factory=requests.Session)
def f(a: A, b: B):
    a.s.get("x")  #> requests.Session.get
    b.s.get("x")  #> requests.Session.get
## a dataclass field without annotation value
from dataclasses import dataclass, field
import requests
@dataclass
class A:
    all: list[requests.Session] = field(default_factory=list)
def f(a: A):
    a.all[0].get("x")  #> requests.Session.get
## a dataclass that inherits
from dataclasses import dataclass
import requests
@dataclass
class Base:
    s: requests.Session
@dataclass
class A(Base):
    n: int
A(requests.Session(), 3).s.get("x")  #> get = requests.Session.get
## a private attribute of pydantic
from pydantic import BaseModel, PrivateAttr
import requests
class A(BaseModel):
    _s: requests.Session = PrivateAttr(default_factory=requests.Session)
    def f(self):
        self._s.get("x")  #> requests.Session.get
## pydantic settings
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    url: str = ""
settings = Settings()
settings.url.strip()  #> builtins.str.strip
## a method given by a decorator staticmethod as a value
class A:
    @staticmethod
    def go(): pass
    also = go
A.also()  #> A.go
## __slots__ and an annotation only
import requests
class A:
    __slots__ = ("s",)
    s: requests.Session
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an attribute that is set from outside
import requests
class A:
    s = None
    def f(self):
        self.s.get("x")  #> ?
a = A()
a.s = requests.Session()
## an attribute that setattr may set
class A:
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)
    def f(self):
        self.s.get("x")  #> ?
## an attribute that is set in another method with an annotation
import requests
class A:
    async def open(self):
        self.s: requests.Session = requests.Session()
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an attribute by tuple
import requests
class A:
    def __init__(self):
        self.s, self.n = requests.Session(), 3
    def f(self):
        self.s.get("x")  #> requests.Session.get
## an attribute by with
import requests
class A:
    def f(self):
        with requests.Session() as self.s:
            self.s.get("x")  #> requests.Session.get
## an attribute from an awaited call
import asyncpg
class A:
    async def open(self):
        self.pool = await asyncpg.create_pool("x")
    async def f(self):
        await self.pool.fetch("x")  #> asyncpg.Pool.fetch
## an attribute from a module singleton
#== b.py
import requests
session = requests.Session()
#== a.py
import b
class A:
    s = b.session
    def f(self):
        self.s.get("x")  #> requests.Session.get
## a metaclass singleton
class Meta(type):
    def __call__(cls, *args):
        return super().__call__(*args)
class A(metaclass=Meta):
    def go(self): pass
A().go()  #> go = A.go
## a class decorator that keeps the class
def register(cls):
    ALL.append(cls)
    return cls
@register
class A:
    def go(self): pass
A().go()  #> go = A.go
## a class decorator of which nothing is known
from lib import wrap
@wrap
class A:
    def go(self): pass
A().go()  #> go = A.go
## an abstract method
from abc import ABC, abstractmethod
class Base(ABC):
    @abstractmethod
    def go(self): ...
    def f(self):
        self.go()  #> Base.go
## a class in a function
def make():
    class A:
        def go(self): pass
    return A()
make().go()  #> go = make.<locals>.A.go
## overloads that differ by result
from typing import overload
import requests, httpx
@overload
def make(a: int) -> requests.Session: ...
@overload
def make(a: str) -> httpx.Client: ...
def make(a): ...
make(1).get("x")  #> ?
## overloads of one result
from typing import overload
import requests
@overload
def make(a: int) -> requests.Session: ...
@overload
def make(a: str) -> requests.Session: ...
def make(a): ...
make(1).get("x")  #> get = requests.Session.get
## an overload by Literal
from typing import overload, Literal
@overload
async def make(a: Literal[True]) -> str: ...
@overload
async def make(a: Literal[False]) -> int: ...
async def make(a): ...
async def f():
    make(True)  #> make
## a partialmethod
from functools import partialmethod
class A:
    def go(self, n): pass
    go3 = partialmethod(go, 3)
A().go3()  #> partial of A.go
## singledispatch
from functools import singledispatch
@singledispatch
def go(a): pass
@go.register
def _(a: int): pass
go(3)  #> go
## a chained method, self returned by annotation in quotes
class A:
    def one(self) -> "A": ...
    def go(self): pass
A().one().one().go()  #> go = A.go
## an operator of the program
class V:
    def __add__(self, other) -> "V": ...
    def go(self): pass
(V() + V()).go()  #> go = V.go
## a true division of the program
class P:
    def __truediv__(self, other):
        return P()
    def go(self): pass
(P() / "a").go()  #> go = P.go
## a mixin with self annotated
class Host:
    def go(self): pass
class Mixin:
    def f(self: Host):
        self.go()  #> Host.go
## cls in a class method names another class method
class A:
    @classmethod
    def one(cls): pass
    @classmethod
    def two(cls):
        cls.one()  #> A.one
## self in a nested function and a lambda
class A:
    def go(self): pass
    def f(self):
        def inner():
            self.go()  #> A.go
        g = lambda: self.go()  #> A.go
## an enum member with a method
from enum import Enum
class Kind(Enum):
    A = 1
    def go(self): pass
Kind.A.go()  #> Kind.go
for k in Kind:
    k.go()  #> Kind.go
## a mixin whose self is annotated as the class that uses it
class Mixin:
    def own(self): pass
    def f(self: "Bot"):
        self.go()  #> Bot.go
        self.own()  #> Mixin.own
class Bot(Mixin):
    def go(self): pass
## a mixin whose self is annotated as a protocol has its own methods too
from typing import Protocol
class Host(Protocol):
    def go(self): ...
class Mixin:
    def own(self): pass
    def f(self: Host):
        self.own()  #> Mixin.own
        self.go()  #> Host.go
