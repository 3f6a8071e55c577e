"""A made-up journal of a real plan, for a first look, for meetings about Milepost and for the pictures in the docs."""
