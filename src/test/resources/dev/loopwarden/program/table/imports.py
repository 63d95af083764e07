## a module
import time
time.sleep(1)  #> time.sleep
## a module under another name
import time as t
t.sleep(1)  #> time.sleep
## a function
from time import sleep
sleep(1)  #> time.sleep
## a function under another name
from time import sleep as nap
nap(1)  #> time.sleep
## a module below a package
import urllib.request
urllib.request.urlopen("x")  #> urllib.request.urlopen
## a module below a package, by name
from urllib import request
request.urlopen("x")  #> urllib.request.urlopen
## an import inside of a function
def f():
    import time
    time.sleep(1)  #> time.sleep
## an import inside of another function is not seen
def g():
    import time
def f():
    time.sleep(1)  #> ? `time` is not defined here
## a module of the repository
import b
b.go()  #> b.py::go
#== b.py
def go(): pass
## a module of the repository hides the library of its name
import requests
requests.get("x")  #> requests.py::get
#== requests.py
def get(url): return url
## a file of a standard module's name in a folder that is no root of this one
#== p/__init__.py
#== p/q/__init__.py
#== p/q/a.py
import tarfile
tarfile.open("x")  #> tarfile.open
#== p/utils/tarfile.py
def open(name): pass
#== p/utils/more/__init__.py
## a relative import
#== p/__init__.py
#== p/a.py
from .b import go
go()  #> p/b.py::go
#== p/b.py
def go(): pass
## a relative import of a module
#== p/__init__.py
#== p/a.py
from . import b
b.go()  #> p/b.py::go
#== p/b.py
def go(): pass
## a relative import from two levels up
#== p/__init__.py
#== p/b.py
def go(): pass
#== p/q/__init__.py
#== p/q/a.py
from ..b import go
go()  #> p/b.py::go
## a re-export through the package
#== p/__init__.py
from .b import go
#== p/b.py
def go(): pass
#== a.py
from p import go
go()  #> p/b.py::go
## a re-export under another name
#== p/__init__.py
from .b import go as start
#== p/b.py
def go(): pass
#== a.py
import p
p.start()  #> p/b.py::go
## a re-export of a library
#== compat.py
from requests import get as fetch
#== a.py
from compat import fetch
fetch("x")  #> requests.get
## everything of a module
#== b.py
def go(): pass
#== a.py
from b import *
go()  #> b.py::go
## everything of a module that was not read
from nowhere import *
go()  #> ? may come from `nowhere`
## the own name goes before everything of a module
#== b.py
def go(): pass
#== a.py
from b import *
def go(): pass
go()  #> go
## a namespace package
#== ns/b.py
def go(): pass
#== a.py
import ns.b
ns.b.go()  #> ns/b.py::go
## a namespace package, by name
#== ns/b.py
def go(): pass
#== a.py
from ns import b
b.go()  #> ns/b.py::go
## a namespace package below a namespace package
#== ns/sub/b.py
def go(): pass
#== a.py
from ns import sub
sub.b.go()  #> ns/sub/b.py::go
## a src layout
#== src/shop/__init__.py
#== src/shop/b.py
def go(): pass
#== tests/test_a.py
from shop.b import go
go()  #> src/shop/b.py::go
## several roots: the nearest one
#== one/app/__init__.py
#== one/app/b.py
def go(): pass
#== one/app/a.py
from app.b import go
go()  #> one/app/b.py::go
#== two/app/__init__.py
#== two/app/b.py
def go(): pass
#== two/app/a.py
from app.b import go
go()  #> two/app/b.py::go
## scripts beside each other
#== tools/b.py
def go(): pass
#== tools/a.py
from b import go
go()  #> tools/b.py::go
## a fallback where an import fails: the first is meant
try:
    from time import sleep
except ImportError:
    from mylib import sleep
sleep(1)  #> time.sleep
## a fallback that is a function of its own
try:
    from time import sleep
except ImportError:
    def sleep(seconds): pass
sleep(1)  #> time.sleep
## a fallback to None
try:
    import requests
except ImportError:
    requests = None
requests.get("x")  #> requests.get
## only for type checkers
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from requests import Session
def f(s: "Session"):
    s.get("x")  #> requests.Session.get
## by version
import sys
if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib
tomllib.load(f)  #> tomllib.load
## an alias of an alias
import asyncio
run = asyncio.run
go = run
go(main())  #> go = asyncio.run
## a name that is bound again is no longer the import
from time import sleep
def sleep(x): pass
sleep(1)  #> sleep
## a parameter hides the import
from time import sleep
def f(sleep):
    sleep(1)  #> ? `sleep` is a parameter without annotation
## a local name hides the import
import time
def f():
    time = object()
    time.sleep(1)  #> ?
## imports in a circle end
#== p/__init__.py
from .a import thing
#== p/a.py
from p import thing
thing()  #> ? defined by itself
## a name that the module does not have
#== b.py
#== a.py
from b import go
go()  #> ? `go` was not found in b.py
## a conditional definition in another module
#== b.py
import os
if os.name == "nt":
    def go(): pass
#== a.py
from b import go
go()  #> b.py::go
## a definition that replaces an earlier one, seen from another module
#== b.py
def go(): pass
def go(x): return go
#== a.py
from b import go
go()  #> b.py::go
## the module itself below its package
#== p/__init__.py
#== p/b.py
def go(): pass
#== a.py
import p.b
p.b.go()  #> p/b.py::go
## the module below its package, under another name
#== p/__init__.py
#== p/b.py
def go(): pass
#== a.py
import p.b as other
other.go()  #> p/b.py::go
## a built-in function
open("x")  #> builtins.open
## a built-in function that is defined anew
def open(x): pass
open("x")  #> open
## a global that a function assigns
import requests
session = None
def start():
    global session
    session = requests.Session()
def use():
    session.get("x")  #> requests.Session.get
## nonlocal
import requests
def outer():
    s = requests.Session()
    def inner():
        nonlocal s
        s.get("x")  #> requests.Session.get
## a class body does not give its names to its methods
import time
class A:
    time = None
    def f(self):
        time.sleep(1)  #> time.sleep
## a folder that has a library's name, but not what is asked of it
#== alembic/env.py
#== a.py
from alembic import op
import alembic
op.add_column("a")  #> alembic.op.add_column
alembic.op.drop_column("a")  #> alembic.op.drop_column
## a package that imports a module of its own
#== shop/__init__.py
from . import net, store as kept
#== shop/net.py
def load(): pass
#== shop/store.py
def save(): pass
#== a.py
import shop
from shop import net
shop.net.load()  #> shop/net.py::load
shop.kept.save()  #> shop/store.py::save
net.load()  #> shop/net.py::load
## a package that imports a name of its own
#== shop/__init__.py
from .net import load
from . import load as again
#== shop/net.py
def load(): pass
#== a.py
import shop
shop.load()  #> shop/net.py::load
## a file that is called as a module of the standard library that is always loaded
#== shop/__init__.py
#== shop/core/__init__.py
#== shop/core/utils/io.py
def read(): pass
#== shop/core/utils/text/__init__.py
#== shop/core/utils/text/a.py
from io import BytesIO
import os
BytesIO("x")  #> io.BytesIO
os.getcwd()  #> os.getcwd
## a folder inside of a package is no root for files that do not lie below it
#== shop/__init__.py
#== shop/parts/net.py
def load(): pass
#== shop/parts/more/__init__.py
#== shop/parts/more/a.py
import net
net.load()  #> shop/parts/net.py::load
#== shop/b.py
import net
from shop.parts import net as own
net.load()  #> net.load
own.load()  #> shop/parts/net.py::load
## a project inside of the tests, and its own modules
#== app/__init__.py
def run(): pass
#== tests/__init__.py
#== tests/project/app/__init__.py
def run(): pass
#== tests/project/app/a.py
import app
app.run()  #> tests/project/app/__init__.py::run
#== a.py
import app
app.run()  #> app/__init__.py::run
## a package goes before a module of its name
#== x/__init__.py
def go(): pass
#== x.py
def go(): pass
#== a.py
import x
x.go()  #> x/__init__.py::go
## import of a dotted module under another name
#== p/__init__.py
#== p/q.py
def go(): pass
#== a.py
import p.q as q
q.go()  #> p/q.py::go
## two modules of one package
#== p/__init__.py
#== p/q.py
def go(): pass
#== p/r.py
def stay(): pass
#== a.py
import p.q, p.r
p.q.go()  #> p/q.py::go
p.r.stay()  #> p/r.py::stay
## all that __all__ names
#== p/__init__.py
from .b import *
__all__ = ["go"]
#== p/b.py
__all__ = ["go"]
def go(): pass
def hidden(): pass
#== a.py
from p import *
go()  #> p/b.py::go
hidden()  #> ?
## a star import leaves out names that begin with an underscore
#== b.py
def _go(): pass
#== a.py
from b import *
_go()  #> ?
## a star import of two modules: the later counts
#== b.py
def go(): pass
#== c.py
def go(): pass
#== a.py
from b import *
from c import *
go()  #> c.py::go
## a relative import above the top is not known
#== p/__init__.py
#== p/a.py
from ...b import go
go()  #> ?
#== b.py
def go(): pass
## three levels of re-export
#== p/__init__.py
from .q import go
#== p/q/__init__.py
from ._r import go
#== p/q/_r.py
def go(): pass
#== a.py
from p import go
import p.q
go()  #> p/q/_r.py::go
p.q.go()  #> p/q/_r.py::go
## re-export by assignment
#== p/__init__.py
from . import b
go = b.go
#== p/b.py
def go(): pass
#== a.py
from p import go
go()  #> p/b.py::go
## a submodule that is imported elsewhere
#== p/__init__.py
#== p/b.py
def go(): pass
#== a.py
import p
import p.b
p.b.go()  #> p/b.py::go
## a lazy module getattr
#== p/__init__.py
def __getattr__(name):
    from . import b
    return getattr(b, name)
#== p/b.py
def go(): pass
#== a.py
from p import go
go()  #> ?
## importlib.import_module with a literal
import importlib
json = importlib.import_module("json")
json.loads("{}")  #> json.loads
## importlib of a module of the program
#== b.py
def go(): pass
#== a.py
import importlib
importlib.import_module("b").go()  #> go = b.py::go
## a try import with a flag
try:
    import orjson as json
except ImportError:
    import json
json.loads("x")  #> orjson.loads
## an import in a class body
class A:
    import time
    def f(self):
        self.time.sleep(1)  #> time.sleep
## src layout with a namespace package
#== src/ns/p/__init__.py
#== src/ns/p/b.py
def go(): pass
#== tests/test_a.py
from ns.p.b import go
go()  #> src/ns/p/b.py::go
## two packages in one repository, each with src
#== one/src/alpha/__init__.py
#== one/src/alpha/b.py
def go(): pass
#== two/src/beta/__init__.py
#== two/src/beta/a.py
from alpha.b import go
go()  #> one/src/alpha/b.py::go
## one root for each of two services with modules of one name
#== api/app/__init__.py
#== api/app/db.py
def go(): pass
#== api/app/a.py
from app.db import go
go()  #> api/app/db.py::go
#== worker/app/__init__.py
#== worker/app/db.py
def go(): pass
#== worker/app/a.py
from app.db import go
go()  #> worker/app/db.py::go
## a service without packages: a folder beside a folder
#== svc/db/conn.py
def go(): pass
#== svc/main.py
from db.conn import go
go()  #> svc/db/conn.py::go
## a service without packages, from a folder below
#== svc/db/conn.py
def go(): pass
#== svc/main.py
import db.conn
#== svc/api/views.py
from db.conn import go
go()  #> svc/db/conn.py::go
## the standard library is not hidden by a package's module
#== p/__init__.py
#== p/logging.py
def getLogger(x): pass
#== p/a.py
import logging
logging.getLogger("x")  #> logging.getLogger
## a conditional import by TYPE_CHECKING and a local import
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from b import Client
def f(c: Client):
    c.go()  #> b.py::Client.go
#== b.py
class Client:
    def go(self): pass
## TYPE_CHECKING in the else branch
from typing import TYPE_CHECKING
if not TYPE_CHECKING:
    Client = None
else:
    from b import Client
def f(c: "Client"):
    c.go()  #> b.py::Client.go
#== b.py
class Client:
    def go(self): pass
## typing imported as another name
import typing as t
if t.TYPE_CHECKING:
    import b
def f(c: "b.Client"):
    c.go()  #> b.py::Client.go
#== b.py
class Client:
    def go(self): pass
## a star import in a try, and another for those who do not have it
try:
    from b import *
except ImportError:
    from c import *
go()  #> b.py::go
#== b.py
def go(): pass
#== c.py
def go(): pass
## __all__ that grows says less
#== b.py
__all__ = ["go"]
__all__ += other
def go(): pass
def stay(): pass
#== a.py
from b import *
stay()  #> b.py::stay
## __all__ brings a module, and a name with an underscore
#== p/__init__.py
__all__ = ["b", "_go"]
def _go(): pass
#== p/b.py
def stay(): pass
#== a.py
from p import *
b.stay()  #> p/b.py::stay
_go()  #> p/__init__.py::_go
## a star import of a library does not hide what the program has
#== b.py
def go(): pass
#== a.py
from b import *
from tkinter import *
go()  #> b.py::go
Tk()  #> ? may come from `tkinter`
## a library of the name of a folder further above is the library
#== svc/yaml/notes.py
#== svc/api/views.py
import yaml
yaml.safe_load("x")  #> yaml.safe_load
