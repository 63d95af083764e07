"""Keeps receipts on a network share."""

import json
import time

import requests

ARCHIVE = "https://archive.example.org/receipts"


def upload(receipt):
    answer = requests.post(ARCHIVE, data=json.dumps(receipt), timeout=30)
    answer.raise_for_status()


def store_receipt(receipt):
    for attempt in range(3):
        try:
            return upload(receipt)
        except requests.RequestException:
            time.sleep(2 ** attempt)
    raise RuntimeError("the archive does not answer")
