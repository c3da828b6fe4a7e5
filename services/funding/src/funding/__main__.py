from chassis.process.commands import main

from funding.service import service

main(service)
