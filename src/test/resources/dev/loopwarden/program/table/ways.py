## a helper on its main way
import time
def f(items):
    if not items:
        return
    for item in items:
        with item:
            try:
                time.sleep(1)
            except ValueError:
                raise
async def g(items):
    f(items)  #% sleep sure
## a state decides
import time
class Markets:
    def all(self):
        if not self.markets:
            time.sleep(1)
        return self.markets
    async def g(self):
        self.all()  #% sleep maybe
## a state lets out before
import time
class Markets:
    def all(self):
        if self.markets:
            return self.markets
        time.sleep(1)
    async def g(self):
        self.all()  #% sleep maybe
## a check of the input lets out before
import time
class Markets:
    def all(self, name):
        if not name:
            return None
        if name in ("a", "b"):
            raise ValueError(name)
        time.sleep(1)
    async def g(self, name):
        self.all(name)  #% sleep sure
## what is handed over is not known
import time
def f(save):
    if save:
        time.sleep(1)
async def g(save):
    f(save)  #% sleep maybe
## constants decide
import time
def f(save=False):
    if save:
        time.sleep(1)
async def g():
    f(True)  #% sleep sure
    f(False)  #% none
    f()  #% none
## a value is given, and asked for as there
import time
def f(row):
    if row is not None:
        time.sleep(1)
def h(row: str | None = None):
    if row is None:
        time.sleep(1)
async def g(row: int, other):
    f(row)  #% sleep sure
    f(other)  #% sleep maybe
    h(row)  #% sleep maybe
    h(None)  #% sleep sure
    h()  #% sleep sure
## both branches wait
import time, requests
def f(fast):
    if fast:
        time.sleep(1)
    else:
        requests.get("https://example.org")
async def g(fast):
    f(fast)  #% sleep sure http sure
## both ways wait where the first of them returns
import time
def f(fast):
    if fast:
        return time.sleep(1)
    return time.sleep(2)
async def g(fast):
    f(fast)  #% sleep sure
## one of two branches waits
import time
def f(fast):
    if fast:
        print(fast)
    else:
        time.sleep(1)
async def g(fast):
    f(fast)  #% sleep maybe
## a failure
import time
def f():
    try:
        print("a")
    except OSError:
        time.sleep(1)
async def g():
    f()  #% sleep maybe
## a case of a match
import time
def f(x):
    match x:
        case 1:
            time.sleep(1)
async def g(x):
    f(x)  #% sleep maybe
## a surer way that is longer
import time
def wait():
    time.sleep(1)
def f(x):
    if x:
        time.sleep(1)
    wait()
async def g(x):
    f(x)  #% sleep sure
## the second hop depends on a state
import time
class A:
    def one(self):
        self.two()
    def two(self):
        if self.stale:
            time.sleep(1)
    async def g(self):
        self.one()  #% sleep maybe
## of many things some are so
import time
def f(things):
    for thing in things:
        if thing.kind == "slow":
            time.sleep(1)
async def g(things):
    f(things)  #% sleep sure
## of many things, as a parameter says
import time
def f(things, slow):
    for thing in things:
        if slow:
            time.sleep(1)
async def g(things, slow):
    f(things, slow)  #% sleep maybe
## an operand behind a state
import time
class A:
    def load(self):
        time.sleep(1)
    def all(self):
        return self.rows or self.load()
    def allowed(self, user):
        if user and self.load():
            return True
        return False
    async def g(self, user):
        self.all()  #% sleep maybe
        self.allowed(user)  #% sleep sure
## all who call it close the branch
import time
def wait():
    time.sleep(1)
async def query(text, vector=None):
    if vector is None:
        wait()  #% none
async def ask(text, model):
    vector = model.vector(text)
    await query(text, vector=vector)
    await query(text, model.vector(text))
## one who calls it leaves the branch open
import time
def wait():
    time.sleep(1)
async def query(text, vector=None):
    if vector is None:
        wait()  #% sleep sure
async def ask(text, model):
    await query(text, model.vector(text))
    await query(text)
## nobody is seen to call it
import time
def wait():
    time.sleep(1)
async def query(text, vector=None):
    if vector is None:
        wait()  #% sleep sure
## somebody else has the function too
import time
def wait():
    time.sleep(1)
async def query(text, vector=None):
    if vector is None:
        wait()  #% sleep sure
async def ask(text, model, app):
    app.add(query)
    await query(text, model.vector(text))
## a parameter that is bound anew in the branch, and one before it
import time
def f(rows=None):
    if rows is None:
        rows = time.sleep(1)
    return rows
def h(rows=None):
    rows = rows or read()
    if rows is None:
        time.sleep(1)
def loop(rows=None):
    while True:
        if rows is None:
            time.sleep(1)
        rows = None
async def g(rows: list):
    f(rows)  #% sleep maybe
    f()  #% sleep sure
    h()  #% sleep maybe
    loop([rows])  #% sleep maybe
## what must be there, and what is kept already
import time
class Account:
    def verify(self, password):
        if not self.hash:
            return False
        time.sleep(1)
    def row(self, key):
        if key in self.rows:
            return self.rows[key]
        time.sleep(1)
    def check(self, password):
        if not self.hash or not self.verify(password):
            return False
        return True
    async def g(self, password):
        self.verify(password)  #% sleep sure
        self.row("a")  #% sleep maybe
        self.check(password)  #% sleep sure
## each of three branches waits, and what comes after
import time
def f(kind):
    if kind == "a":
        return time.sleep(1)
    elif kind == "b":
        return None
    return time.sleep(2)
async def g(kind):
    f(kind)  #% sleep sure
## one of three branches waits not, and a second that is no sure one
import time
def f(kind, other):
    if kind == "a":
        time.sleep(1)
    elif other:
        time.sleep(2)
async def g(kind, other):
    f(kind, other)  #% sleep maybe
## a local name that is written like the function
import time
def wait():
    time.sleep(1)
async def query(text, vector=None):
    query = text
    if vector is None:
        wait()  #% none
    return query
async def ask(text, model):
    await query(text, vector=model.vector(text))
## a long row of branches that return
import time
def f(kind):
    if kind == "a": return time.sleep(1)
    if kind == "b": return time.sleep(1)
    if kind == "c": return time.sleep(1)
    if kind == "d": return time.sleep(1)
    if kind == "e": return time.sleep(1)
    if kind == "f": return time.sleep(1)
    print(kind)
async def g(kind):
    f(kind)  #% sleep maybe
