import asyncio
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import bcrypt
import pdfplumber
from pypdf import PdfReader
from weasyprint import HTML

processes = ProcessPoolExecutor()
threads = ThreadPoolExecutor(4)


def render(text):
    return HTML(string=text).write_pdf()


def through(text):
    return render(text)


def count(path):
    return len(PdfReader(path).pages)


def light(text):
    return text.upper()


async def in_a_thread(text):
    return await asyncio.to_thread(render, text)  # LW703 medium


async def in_a_pool_of_threads(text):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(threads, render, text)  # LW703


async def through_a_helper(text):
    return await asyncio.to_thread(through, text)  # LW703


async def with_partial(text):
    return await asyncio.to_thread(partial(through, text))  # LW703


async def the_library_itself(path):
    return await asyncio.to_thread(PdfReader, path)  # LW703


# near misses


async def in_a_process(path):
    return await asyncio.get_running_loop().run_in_executor(processes, count, path)


async def gives_the_interpreter_free(word, stored):
    return await asyncio.to_thread(bcrypt.checkpw, word, stored)


async def not_known_to_compute(text):
    return await asyncio.to_thread(light, text)


async def a_thread_of_its_own(text):
    threading.Thread(target=render, args=(text,)).start()


async def on_the_loop(path):
    with pdfplumber.open(path) as pdf:  # that is another rule's
        return pdf.pages


def not_async(text):
    return threads.submit(render, text)
