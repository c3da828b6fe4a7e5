from chassis.commands import main

from notifications.service import service

main(service)
