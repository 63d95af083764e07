import asyncio
import getpass
import pdb
import sys

import click


async def ask():
    return input("go on? ")  # LW109 medium


async def debug(value):
    breakpoint()  # LW109 high
    pdb.set_trace()  # LW109
    return value


async def secret():
    return getpass.getpass()  # LW109


async def confirm():
    return click.confirm("sure?")  # LW109


async def line():
    return sys.stdin.readline()  # LW109


async def offloaded():
    return await asyncio.to_thread(input, "go on? ")


async def of_another(form):
    return form.input("name")


def sync():
    return input("go on? ")


async def shadowed(input):
    return input("go on? ")


class App:
    def get(self, path):
        return lambda function: function


app = App()


@app.get("/login")
async def endpoint():
    return input("go on? ")  # LW109 high


async def on_demand(debug):
    if debug:
        breakpoint()  # LW109 medium
    breakpoint()  # LW109 high
