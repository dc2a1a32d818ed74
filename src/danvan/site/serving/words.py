"""The few sentences of the start, before any page: by language."""

WORDS = {
    "vi": {
        "taken": "Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: danvan serve --port {next}",
        "address": (
            "{host}: máy này không có địa chỉ đó ({why}). Dùng --host 127.0.0.1, hoặc 0.0.0.0 để máy "
            "khác truy cập được."
        ),
        "folder": "{folder}: không ghi được ({why}). Chọn thư mục khác: danvan serve --data THƯ_MỤC",
        "twice": (
            "Dữ liệu ở {folder} đang được mở tại {url}. Dùng trang đó, hoặc chọn thư mục khác: danvan "
            "serve --data THƯ_MỤC --port {next}"
        ),
        "full": "Ổ đĩa hết chỗ ({why}). Giải phóng chỗ trống rồi chạy lại; những gì đã báo “Đã lưu” vẫn còn.",
        "database": "Cơ sở dữ liệu không trả lời: {why}. Xem lại DATABASE_URL.",
        "driver": "Thiếu phần nối với PostgreSQL. Cài: pip install 'danvan[site,postgres]'",
        "data": "Dữ liệu: {folder}",
        "open": "Mở trong trình duyệt: {url}",
        "stop": "Dừng: Ctrl-C. Mọi điều đã báo “Đã lưu” vẫn còn; lần sau chạy lại là tiếp tục.",
        "logins": "Tài khoản dùng thử (mật khẩu chung: {password})",
        "user": "Tên đăng nhập", "role": "Vai trò", "office": "Nơi làm việc",
        "stopping": "Đang dừng… (Ctrl-C lần nữa để dừng ngay)",
        "stopped": "Đã dừng.",
        "again": "Phần {part} dừng bất ngờ; đã chạy lại. Những gì đã lưu vẫn còn.",
        "broken": "Phần {part} không chạy được. Lý do ở các dòng trên.",
        "server": "máy chủ", "worker": "chạy nền",
        "first": "Chưa có ai đăng nhập được. Tạo người quản trị: {command}",
    },
    "en": {
        "taken": "Port {port} is in use by another program. Choose another: danvan serve --port {next}",
        "address": (
            "{host}: this computer has no such address ({why}). Use --host 127.0.0.1, or 0.0.0.0 to "
            "let other computers in."
        ),
        "folder": "{folder}: cannot be written ({why}). Choose another folder: danvan serve --data DIR",
        "twice": (
            "The data in {folder} are open already, at {url}. Use that page, or another folder: danvan "
            "serve --data DIR --port {next}"
        ),
        "full": "The disk is full ({why}). Make room and start again; whatever was confirmed as saved is kept.",
        "database": "The database does not answer: {why}. Look at DATABASE_URL.",
        "driver": "The part that talks to PostgreSQL is missing. Install: pip install 'danvan[site,postgres]'",
        "data": "Data: {folder}",
        "open": "Open in a browser: {url}",
        "stop": "Stop with Ctrl-C. Whatever was confirmed as saved is kept; start again to go on.",
        "logins": "Log-ins for trying out (the same password: {password})",
        "user": "User name", "role": "Role", "office": "Works at",
        "stopping": "Stopping… (Ctrl-C again to stop at once)",
        "stopped": "Stopped.",
        "again": "The {part} ended unexpectedly and was started again. What was saved is kept.",
        "broken": "The {part} cannot run. The reason stands in the lines above.",
        "server": "server", "worker": "background worker",
        "first": "Nobody can log in yet. Make an administrator: {command}",
    },
}  # fmt: skip
