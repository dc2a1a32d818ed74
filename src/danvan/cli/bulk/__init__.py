"""Reading and checking in bulk: folders and zips, processes or Spark, answers kept in a folder and taken up again."""
