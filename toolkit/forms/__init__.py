"""The live workshop in JupyterLab: forms made from the models, and what a room needs around them.

``store`` is what a form writes to; ``form`` makes ordinary widgets of a model; ``journal`` is the
piece in the browser that keeps what was typed until it is saved.
"""
