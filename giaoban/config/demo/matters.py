"""What the demo's committees ask for: (field, lead, coordinating units, action, product), in Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Matter:
    """One piece of work. `lead` "*" is the group of all communes; `product` "" when none is named."""

    field: str
    lead: str
    coordinating: tuple[str, ...]
    action: str
    product: str = ""


KHCN, TC, NV, CT, XD = (
    "Sở Khoa học và Công nghệ",
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Công Thương",
    "Sở Xây dựng",
)
YT, GD, TP, VP, CA = "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Tư pháp", "Văn phòng UBND tỉnh", "Công an tỉnh"
VH, HCC, BAO = (
    "Sở Văn hóa, Thể thao và Du lịch",
    "Trung tâm Phục vụ hành chính công tỉnh",
    "Báo và phát thanh, truyền hình tỉnh",
)
NNMT, QS, KTTV, DL = (
    "Sở Nông nghiệp và Môi trường",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Đài Khí tượng Thủy văn tỉnh",
    "Công ty Điện lực Sơn Hải",
)
MT, TD, TTR = "Ủy ban MTTQ Việt Nam tỉnh", "Tỉnh đoàn Sơn Hải", "Thanh tra tỉnh"
ALL = "*"

DIGITAL_MATTERS = (
    Matter(
        "Hạ tầng số",
        KHCN,
        (TC, XD),
        "rà soát các thôn chưa có sóng di động, xây dựng phương án phủ sóng",
        "phương án phủ sóng",
    ),
    Matter(
        "Hạ tầng số",
        KHCN,
        (CA, VP),
        "kiểm tra mạng truyền số liệu chuyên dùng của các xã, khắc phục các điểm thường xuyên gián đoạn",
    ),
    Matter("Hạ tầng số", VP, (KHCN,), "nâng cấp phòng họp trực tuyến tại trụ sở UBND tỉnh", ""),
    Matter(
        "Hạ tầng số",
        XD,
        (KHCN, DL),
        "hướng dẫn dùng chung hạ tầng cột treo cáp viễn thông",
        "văn bản hướng dẫn",
    ),
    Matter("Hạ tầng số", ALL, (), "bố trí đường truyền dự phòng cho bộ phận một cửa"),
    Matter(
        "Dữ liệu số",
        KHCN,
        (CA, TP),
        "xây dựng danh mục dữ liệu dùng chung của tỉnh",
        "danh mục dữ liệu dùng chung",
    ),
    Matter("Dữ liệu số", TP, (CA,), "hoàn thành số hóa sổ hộ tịch giai đoạn 2"),
    Matter("Dữ liệu số", YT, (KHCN,), "kết nối hệ thống khám chữa bệnh với kho dữ liệu của tỉnh"),
    Matter(
        "Dữ liệu số",
        CA,
        (KHCN, NV),
        "làm sạch dữ liệu cán bộ, công chức, viên chức",
        "báo cáo kết quả làm sạch dữ liệu",
    ),
    Matter("Dữ liệu số", XD, (NNMT,), "cập nhật dữ liệu quy hoạch lên bản đồ số của tỉnh"),
    Matter("Dữ liệu số", TC, (KHCN,), "công bố dữ liệu mở về thu, chi ngân sách", ""),
    Matter(
        "Dữ liệu số",
        ALL,
        (),
        "cập nhật dữ liệu dân cư, đất đai và hộ kinh doanh vào hệ thống thông tin của tỉnh",
    ),
    Matter(
        "Dịch vụ công trực tuyến",
        HCC,
        (KHCN, TP),
        "rà soát thủ tục hành chính đủ điều kiện cung cấp trực tuyến toàn trình",
        "danh mục thủ tục hành chính",
    ),
    Matter(
        "Dịch vụ công trực tuyến",
        VP,
        (HCC,),
        "xây dựng bộ tiêu chí đánh giá chất lượng phục vụ người dân",
        "bộ tiêu chí đánh giá",
    ),
    Matter("Dịch vụ công trực tuyến", HCC, (BAO,), "tổ chức tuyên truyền về dịch vụ công trực tuyến"),
    Matter(
        "Dịch vụ công trực tuyến",
        TP,
        (HCC,),
        "hướng dẫn chứng thực bản sao điện tử từ bản chính",
        "văn bản hướng dẫn",
    ),
    Matter(
        "Dịch vụ công trực tuyến",
        XD,
        (HCC,),
        "rút ngắn thời gian cấp giấy phép xây dựng trên môi trường mạng",
    ),
    Matter(
        "Dịch vụ công trực tuyến",
        ALL,
        (),
        "niêm yết mã QR của thủ tục hành chính, bố trí công chức hướng dẫn người dân nộp hồ sơ trực tuyến",
    ),
    Matter(
        "Dịch vụ công trực tuyến", YT, (HCC,), "đưa thủ tục cấp giấy phép hành nghề lên trực tuyến toàn trình"
    ),
    Matter(
        "Kỹ năng số", NV, (KHCN,), "tổ chức bồi dưỡng kỹ năng số cho công chức cấp xã", "kế hoạch bồi dưỡng"
    ),
    Matter("Kỹ năng số", GD, (KHCN,), "đưa học bạ số vào sử dụng tại tất cả các trường trung học"),
    Matter(
        "Kỹ năng số", TD, (KHCN, ALL), "ra quân các đội thanh niên hướng dẫn kỹ năng số cho người cao tuổi"
    ),
    Matter("Kỹ năng số", VH, (BAO,), "xây dựng tài liệu hướng dẫn sử dụng thư viện số", "tài liệu hướng dẫn"),
    Matter("Kỹ năng số", ALL, (), "kiện toàn tổ công nghệ số cộng đồng ở các thôn, tổ dân phố"),
    Matter(
        "Kỹ năng số",
        GD,
        (TC,),
        "khảo sát thiết bị dạy học tin học, đề xuất phương án bổ sung",
        "báo cáo khảo sát",
    ),
    Matter(
        "Kinh tế số", CT, (KHCN,), "hỗ trợ hộ kinh doanh đưa sản phẩm đặc trưng lên sàn thương mại điện tử"
    ),
    Matter(
        "Kinh tế số",
        CT,
        (TC,),
        "đề xuất cơ chế khuyến khích thanh toán không dùng tiền mặt tại chợ",
        "tờ trình",
    ),
    Matter("Kinh tế số", VH, (KHCN, CT), "xây dựng bản đồ du lịch số", "bản đồ du lịch số"),
    Matter("Kinh tế số", NNMT, (CT,), "gắn mã truy xuất nguồn gốc cho sản phẩm OCOP"),
    Matter(
        "Kinh phí và thể chế",
        TC,
        (KHCN,),
        "tham mưu bố trí kinh phí chuyển đổi số trong dự toán năm sau",
        "dự thảo phân bổ kinh phí",
    ),
    Matter(
        "Kinh phí và thể chế",
        KHCN,
        (TP, TC),
        "xây dựng dự thảo quy chế quản lý, vận hành hệ thống thông tin dùng chung",
        "dự thảo quy chế",
    ),
    Matter(
        "Kinh phí và thể chế",
        TTR,
        (KHCN,),
        "kiểm tra việc thực hiện kế hoạch chuyển đổi số tại một số đơn vị",
        "kết luận kiểm tra",
    ),
    Matter(
        "Kinh phí và thể chế",
        NV,
        (VP,),
        "bổ sung kết quả chuyển đổi số vào tiêu chí xếp loại hằng năm",
        "dự thảo tiêu chí",
    ),
    Matter("Kinh phí và thể chế", BAO, (KHCN,), "mở chuyên mục phổ biến kiến thức chuyển đổi số"),
)
FLOOD_MATTERS = (
    Matter(
        "Đê điều, hồ chứa",
        NNMT,
        (XD, QS),
        "kiểm tra hiện trạng các hồ chứa trước mùa mưa lũ",
        "báo cáo hiện trạng hồ chứa",
    ),
    Matter("Đê điều, hồ chứa", NNMT, (TC,), "lập dự toán xử lý các vị trí đê xung yếu", "dự toán"),
    Matter(
        "Đê điều, hồ chứa",
        NNMT,
        (KTTV,),
        "rà soát quy trình vận hành liên hồ chứa trên sông Sơn",
        "quy trình vận hành",
    ),
    Matter("Đê điều, hồ chứa", XD, (NNMT,), "kiểm tra các công trình xây dựng trong hành lang thoát lũ"),
    Matter("Đê điều, hồ chứa", ALL, (), "khơi thông kênh mương, cống tiêu thoát nước trên địa bàn"),
    Matter(
        "Dự báo, cảnh báo",
        KTTV,
        (NNMT,),
        "bổ sung trạm đo mưa tự động tại các lưu vực nhỏ",
        "phương án bổ sung trạm đo",
    ),
    Matter(
        "Dự báo, cảnh báo",
        KHCN,
        (KTTV, NNMT),
        "thử nghiệm tin nhắn cảnh báo mưa lớn đến từng thôn",
        "báo cáo thử nghiệm",
    ),
    Matter(
        "Dự báo, cảnh báo", BAO, (KTTV,), "xây dựng bản tin cảnh báo mưa lũ phát trên sóng phát thanh", ""
    ),
    Matter("Dự báo, cảnh báo", ALL, (), "kiểm tra hệ thống loa truyền thanh, bảo đảm tiếp nhận tin cảnh báo"),
    Matter(
        "Dự báo, cảnh báo",
        NNMT,
        (KHCN,),
        "hoàn thiện bản đồ ngập lụt theo các mức báo động",
        "bản đồ ngập lụt",
    ),
    Matter(
        "Sơ tán dân",
        QS,
        (CA, NNMT),
        "xây dựng phương án huy động lực lượng, phương tiện khi có lũ lớn",
        "phương án huy động",
    ),
    Matter("Sơ tán dân", ALL, (), "rà soát các hộ dân vùng trũng thấp, ven sông, lập phương án sơ tán"),
    Matter("Sơ tán dân", YT, (QS,), "chuẩn bị thuốc, hóa chất xử lý môi trường sau lũ"),
    Matter("Sơ tán dân", GD, (ALL,), "lập danh sách trường học dùng làm nơi sơ tán", "danh sách trường học"),
    Matter(
        "Sơ tán dân", CA, (QS,), "tổ chức tập huấn cứu hộ trên sông cho lực lượng cơ sở", "kế hoạch tập huấn"
    ),
    Matter(
        "Sơ tán dân",
        CT,
        (TC,),
        "lập phương án dự trữ lương thực, nước uống cho các xã dễ bị chia cắt",
        "phương án dự trữ",
    ),
    Matter("Giao thông, điện", XD, (CA,), "kiểm tra các ngầm tràn, cắm biển báo và thước đo mực nước"),
    Matter(
        "Giao thông, điện",
        DL,
        (CT,),
        "kiểm tra lưới điện vùng ngập, lập phương án cấp điện dự phòng",
        "phương án cấp điện",
    ),
    Matter(
        "Giao thông, điện",
        XD,
        (NNMT, DL),
        "rà soát các tuyến đường có nguy cơ sạt lở, chuẩn bị vật tư dự phòng",
    ),
    Matter("Giao thông, điện", KHCN, (DL,), "bảo đảm thông tin liên lạc cho các trạm chỉ huy khi mất điện"),
    Matter(
        "Khắc phục hậu quả",
        TC,
        (NNMT,),
        "hướng dẫn trình tự hỗ trợ hộ dân bị thiệt hại do mưa lũ",
        "văn bản hướng dẫn",
    ),
    Matter("Khắc phục hậu quả", NV, (TC, MT), "đề xuất mức hỗ trợ nhà ở bị hư hỏng do lũ", "tờ trình"),
    Matter("Khắc phục hậu quả", ALL, (), "thống kê thiệt hại do mưa lũ, gửi hồ sơ đề nghị hỗ trợ"),
    Matter("Khắc phục hậu quả", MT, (NV,), "phân bổ nguồn vận động hỗ trợ người dân vùng lũ", ""),
    Matter("Khắc phục hậu quả", YT, (), "tổ chức vệ sinh môi trường, phòng bệnh sau lũ"),
    Matter(
        "Khắc phục hậu quả",
        NNMT,
        (TC,),
        "hướng dẫn khôi phục sản xuất vụ đông sau lũ",
        "văn bản hướng dẫn",
    ),
    Matter(
        "Đê điều, hồ chứa",
        NNMT,
        (QS, DL),
        "tổ chức diễn tập hộ đê tại một vị trí xung yếu",
        "kế hoạch diễn tập",
    ),
    Matter("Dự báo, cảnh báo", VP, (KTTV,), "duy trì họp trực tuyến với các xã khi có mưa lớn", ""),
)
WORDS_OF_PROGRESS = (
    "Đã thành lập tổ công tác, đang thu thập số liệu từ các đơn vị.",
    "Đã có dự thảo, đang lấy ý kiến các phòng chuyên môn.",
    "Đã gửi dự thảo xin ý kiến các đơn vị phối hợp.",
    "Đã khảo sát thực địa tại các điểm trọng yếu.",
    "Đang hoàn thiện hồ sơ để trình lãnh đạo phê duyệt.",
    "Đã triển khai được một nửa khối lượng, phần còn lại chờ thiết bị.",
    "Chờ ý kiến thẩm định về kinh phí.",
    "Vướng do chưa có đơn giá; đã báo cáo xin ý kiến.",
    "Đã tổ chức tập huấn đợt 1, dự kiến đợt 2 trong tuần tới.",
    "Đã hoàn thành, đang tổng hợp báo cáo kết quả.",
)
REASONS_OF_RETURN = (
    "Báo cáo chưa có số liệu theo từng địa bàn; đề nghị bổ sung bảng kèm theo.",
    "Chưa có ý kiến của đơn vị phối hợp; đề nghị lấy ý kiến rồi nộp lại.",
    "Sản phẩm chưa đúng nội dung được giao tại thông báo kết luận.",
)
REASONS_OF_DELAY = (
    "Chờ số liệu của các xã, phường; mới có 2/3 đơn vị gửi.",
    "Phải lấy thêm ý kiến các sở liên quan theo quy chế.",
    "Mưa lũ kéo dài, chưa khảo sát được các thôn phía tây.",
)
REASONS_OF_REFUSAL = (
    "Nội dung này thuộc chức năng của đơn vị khác, đề nghị chuyển lại cho đúng đơn vị.",
    "Trên địa bàn không có công trình thuộc phạm vi phải kiểm tra.",
)
REASONS_OF_STOP = (
    "Nội dung đã được đưa vào đề án khác của tỉnh.",
    "Không còn phù hợp sau khi sắp xếp đơn vị hành chính.",
)
