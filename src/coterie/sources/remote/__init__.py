"""Tables on other machines: addresses, the web, clouds."""
