"""The methods: pure functions, one file each; models and frames in, a result out.

Every result carries its method and the intermediate figures, so that a report can show how a number
came about. Nothing here reads a file, draws, or knows that there are notebooks.
"""
