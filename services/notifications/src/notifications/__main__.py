from chassis.process.commands import main

from notifications.service import service

main(service)
