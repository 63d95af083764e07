## a list that is appended to
import requests
all = []
all.append(requests.Session())
all[0].get("x")  #> requests.Session.get
## a dictionary that is filled
import requests
by = {}
by["a"] = requests.Session()
by["b"].get("x")  #> requests.Session.get
## a dictionary attribute that is filled
import requests
class A:
    def __init__(self):
        self.by = {}
    def add(self, n):
        self.by[n] = requests.Session()
    def f(self, n):
        self.by[n].get("x")  #> requests.Session.get
## a queue that is filled
import asyncio
class Job:
    def go(self): pass
class A:
    def __init__(self):
        self.queue = asyncio.Queue()
    async def add(self):
        await self.queue.put(Job())
    async def work(self):
        job = await self.queue.get()
        job.go()  #> Job.go
## a list that is filled with two kinds is neither
import requests, httpx
all = []
all.append(requests.Session())
all.append(httpx.Client())
all[0].get("x")  #> ?
## a list that is filled with something unknown
import requests
all = []
all.append(requests.Session())
all.append(make())
all[0].get("x")  #> ?
## a dictionary of lists that is filled
from collections import defaultdict
import requests
by = defaultdict(list)
by["a"].append(requests.Session())
by["a"][0].get("x")  #> requests.Session.get
## a list that a nested function fills
import requests
def f():
    all = []
    def add():
        all.append(requests.Session())
    add()
    all[0].get("x")  #> requests.Session.get
## a list of another function is another list
import requests, httpx
def f():
    all = []
    all.append(requests.Session())
    def g():
        all = []
        all.append(httpx.Client())
        all[0].get("x")  #> httpx.Client.get
    all[0].get("x")  #> requests.Session.get
## a parameter that is filled may hold other things
import requests
def f(all=[]):
    all.append(requests.Session())
    all[0].get("x")  #> ?
## a set that is filled by an update
import requests
def f(more: list[requests.Session]):
    all = set()
    all.update(more)
    for each in all:
        each.get("x")  #> requests.Session.get
## an attribute that is filled, in another class of the module
class A:
    def __init__(self):
        self.all = []
    def f(self):
        self.all[0].go()  #> ?
class B:
    def __init__(self):
        self.all = []
        self.all.append(B())
    def go(self): pass
## a list that holds itself
all = []
all.append(all[0])
all[0].go()  #> ?
