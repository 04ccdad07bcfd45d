"""Problems: reports and problems in a place, with one named contact. A stranger to governance and families."""
