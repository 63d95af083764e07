import asyncio
import time

from shop.net import load, off_loop


class Orders:
    def __init__(self, log):
        self.log = log

    @property
    def rates(self):
        return load("rates")

    async def place(self, order):
        price = load(order.url)
        rows = await off_loop(load, order.url)
        self.log.write(f"{price} {self.rates}")
        return rows


def settle():
    time.sleep(0.5)


def main():
    settle()
    asyncio.run(Orders(None).place(None))


if __name__ == "__main__":
    main()
