"""The demo partnership: Larkhaven, made up, the same every time, built by the product's own changes."""
