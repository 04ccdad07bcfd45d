"""Problems in place: reports from residents, and the problems that partners solve step by step, told back to who reported."""
