"""The books: /so/…"""

from django.urls import path

from danvan.site.registers.views import books, files, imports, rows, sheets

BOOK = "<slug:area>/<slug:register>/"
ROW = BOOK + "dong/<int:pk>/"
IMPORT = BOOK + "nhap/"

urlpatterns = [
    path("", books.shelf, name="registers"),
    path("<slug:area>/", books.area, name="area"),
    path(BOOK, books.book, name="book"),
    path(BOOK + "them/", rows.add, name="add"),
    path(BOOK + "tim/", rows.find, name="find"),
    path(BOOK + "xuat.<slug:kind>", sheets.export, name="export"),
    path(BOOK + "mau.<slug:kind>", sheets.sample, name="sample"),
    path(ROW, rows.row, name="row"),
    path(ROW + "gach/", rows.strike, name="strike"),
    path(ROW + "hoan-tac/", rows.undo, name="undo"),
    path(ROW + "hien/", rows.reveal, name="reveal"),
    path(ROW + "tep/", files.add, name="attach"),
    path(ROW + "tep/<int:number>/", files.download, name="attachment"),
    path(ROW + "tep/<int:number>/bo/", files.remove, name="detach"),
    path(IMPORT, imports.upload, name="import"),
    path(IMPORT + "<int:run>/", imports.step, name="import_step"),
    path(IMPORT + "<int:run>/cot/", imports.columns, name="import_columns"),
    path(IMPORT + "<int:run>/loi.csv", imports.problems, name="import_problems"),
    path(IMPORT + "<int:run>/nhan/", imports.take, name="import_take"),
    path(IMPORT + "<int:run>/bo/", imports.give_up, name="import_give_up"),
]
