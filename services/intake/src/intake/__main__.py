from chassis.process.commands import main

from intake.service import service

main(service)
