import smtplib
import socket

import websocket


async def mail(message):
    server = smtplib.SMTP("localhost")  # LW105
    server.send_message(message)  # LW105


async def name(host):
    return socket.getaddrinfo(host, 80)  # LW105


def sync(host):
    return socket.getaddrinfo(host, 80)


async def ask(address, question):
    connection = websocket.create_connection(address)  # LW105 high
    connection.send(question)  # LW105 medium
    return connection.recv()  # LW105 high
