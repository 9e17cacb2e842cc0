"""All input and output of Masthead: collecting, storing, serving, showing."""

import os

# One thread for each product of small matrices, before numpy is loaded: all processors have work of their own, and
# threads that wait for each other on a busy machine took thirty times the processor time of one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
