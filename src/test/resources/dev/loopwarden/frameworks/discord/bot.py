"""A Discord bot."""
import asyncio
import sqlite3
import time

import aiohttp
import discord
import requests
from discord.ext import commands, tasks

bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())
db = sqlite3.connect("bot.db")


@bot.command()
async def cat(ctx):
    answer = requests.get("https://cats.example.org/random")
    await ctx.send(answer.json()["url"])


@bot.command()
async def remind(ctx, seconds: int):
    time.sleep(seconds)
    await ctx.send("time is up")


@bot.event
async def on_message(message):
    db.execute("insert into messages values (?)", (message.content,))
    db.commit()
    asyncio.create_task(log(message.content))
    await bot.process_commands(message)


async def log(text):
    session = aiohttp.ClientSession()
    await session.post("https://log.example.org", data=text)


@bot.command()
async def tell(ctx, *members: discord.Member):
    await asyncio.gather(*(member.send("hello") for member in members))


# conventions: all of this is right


class Greeter(commands.Cog):
    def __init__(self, bot):
        self.bot = bot
        self.tick.start()

    async def cog_unload(self):
        self.tick.cancel()

    @tasks.loop(minutes=5)
    async def tick(self):
        await self.bot.change_presence(status=discord.Status.online)

    @commands.Cog.listener()
    async def on_member_join(self, member):
        await member.send("welcome")

    @commands.command()
    async def ask(self, ctx):
        try:
            answer = await self.bot.wait_for("message", timeout=30)
        except asyncio.TimeoutError:
            await ctx.send("too late")
            return
        await ctx.send(answer.content)


@bot.event
async def on_ready():
    print("ready")


if __name__ == "__main__":
    bot.run("token")
