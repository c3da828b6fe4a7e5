"""The register: what administrators keep of the network, thing by thing, version by version."""
