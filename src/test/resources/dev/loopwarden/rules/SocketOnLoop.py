import smtplib
import socket


async def mail(message):
    server = smtplib.SMTP("localhost")  # LW105
    server.send_message(message)  # LW105


async def name(host):
    return socket.getaddrinfo(host, 80)  # LW105


def sync(host):
    return socket.getaddrinfo(host, 80)
