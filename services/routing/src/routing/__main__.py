from chassis.process.commands import main

from routing.service import service

main(service)
