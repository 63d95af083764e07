import feedparser
import requests
from requests import Session


class Client:
    def __init__(self, session: "Session | None" = None):
        self.session = session or Session()
        self.cache = {}

    async def fetch(self, url):
        self.session.get(url)  # LW101
        return self.cache.get(url)


async def with_session(url):
    with requests.Session() as s:
        return s.post(url)  # LW101


async def unknown(requests, url):
    return requests.get(url)


def plain(url):
    return requests.get(url)


async def feeds(client, url):
    answer = await client.get(url)
    feedparser.parse(answer.text)
    feedparser.parse(await answer.read())
    return feedparser.parse(url)  # LW101
