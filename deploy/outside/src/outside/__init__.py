"""Local stand-ins for what lies outside Sportloket: token issuer, mailbox, webhook receiver.

For the demo, tests and laptops, never for production: whoever reaches it can make any token.
"""
