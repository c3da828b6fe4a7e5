from chassis.commands import main

from funding.service import service

main(service)
