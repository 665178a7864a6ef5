"""What whole pages of offices and papers add: each construction with sentences of its own."""

import pytest

from tests.assignments.extraction.reading_help import Seen, leads, read, seen

FORMS = [
    ("a department that builds is no builder", "Sở Y tế phối hợp với các sở, ngành, địa phương xây dựng, công bố lịch tiêm.",
     Seen("Sở Y tế", (), ("các sở, ngành, địa phương",))),
    ("in what they work together", "Sở Y tế phối hợp với các địa phương trong việc kiểm tra giếng nước.",
     Seen("Sở Y tế", (), ("các địa phương",))),
    ("the departments of the province", "Các sở, ngành của tỉnh niêm yết lịch tiếp dân.", Seen("các sở, ngành")),
    ("two groups side by side", "Các địa phương, các sở, ban, ngành cần bố trí người trực đêm.",
     Seen("các địa phương", ("các sở, ban, ngành",))),
    ("people and bodies", "Các cơ quan, tổ chức, cá nhân nộp lại hồ sơ thuê đất.", Seen("các cơ quan, tổ chức, cá nhân")),
    ("a society in small letters", "Giao Sở Nội vụ chủ trì, phối hợp với Hiệp hội nước mắm Việt Nam soạn bộ tiêu chuẩn.",
     Seen("Sở Nội vụ", (), ("Hiệp hội nước mắm Việt Nam",))),
    ("a committee for something", "Ban Chỉ đạo tỉnh về chuyển đổi số rà soát các chỉ tiêu chậm.",
     Seen("Ban Chỉ đạo tỉnh về chuyển đổi số")),
    ("police for something", "Phòng Cảnh sát quản lý hành chính về trật tự xã hội: lập đội cấp thẻ lưu động.",
     Seen("Phòng Cảnh sát quản lý hành chính về trật tự xã hội")),
    ("a committee that has to", "Ban Chỉ đạo kỳ thi cần có phương án dự phòng đề thi.", Seen("Ban Chỉ đạo kỳ thi")),
    ("a second post of the same person", "Giao Giám đốc Sở Nội vụ, Phó Trưởng ban Thường trực Ban Chỉ đạo cải cách hành chính kiểm tra công vụ.",
     Seen("Sở Nội vụ")),
    ("grounds behind the opener", "Chủ tịch UBND tỉnh yêu cầu căn cứ Điều 5 của Quy chế, Sở Nội vụ rà soát lại danh sách.",
     Seen("Sở Nội vụ")),
    ("a topic with 'với'", "Với các xã, phường, UBND tỉnh yêu cầu phải lắp xong loa không dây.", Seen("các xã, phường")),
    ("a topic that is named again", "Với tỉnh Lâm Hải, Thủ tướng yêu cầu địa phương này kiểm tra bến đò.",
     Seen("UBND tỉnh Lâm Hải")),
    ("the city of the South", "Bộ Công an yêu cầu Giám đốc Công an TP.HCM kiểm tra bãi xe.",
     Seen("Công an thành phố Hồ Chí Minh")),
    ("from the province down", "Kho bạc Nhà nước từ tỉnh đến huyện ưu tiên chi trả tiền đền bù.", Seen("Kho bạc Nhà nước")),
    ("the standing office helps", "Sở Nội vụ là cơ quan thường trực giúp UBND tỉnh triển khai bầu cử, lập các tổ bầu cử.",
     Seen("Sở Nội vụ")),
    ("a body of the commune with its own kind", "UBND xã, Ban Chỉ huy Quân sự xã: trực bến đò trong ngày mưa.",
     Seen("UBND xã", ("Ban Chỉ huy Quân sự xã",))),
    ("members in charge of areas", "Các đồng chí Ủy viên Đảng ủy phụ trách địa bàn: dự họp thôn.",
     Seen("các ủy viên Đảng ủy phụ trách địa bàn")),
    ("papers and stations", "UBND tỉnh đề nghị các cơ quan báo, đài đưa tin lịch cắt điện.", Seen("các cơ quan báo, đài")),
    ("joint forces", "Chi cục Kiểm lâm phối hợp với các lực lượng liên ngành Công an, Quân đội tuần tra, kiểm soát cửa rừng.",
     Seen("Chi cục Kiểm lâm", (), ("các lực lượng liên ngành Công an, Quân đội",))),
    ("a loose group with a definite work", "Lực lượng kiểm lâm trên địa bàn tỉnh thực hiện tốt quy chế canh lửa.",
     Seen("lực lượng kiểm lâm")),
    ("two places", "Thủ tướng yêu cầu tỉnh Lâm Hải và Sơn Tân kiểm tra bến đò.",
     Seen("UBND tỉnh Lâm Hải", ("UBND tỉnh Sơn Tân",))),
    ("what they were allowed", "UBND tỉnh yêu cầu các đơn vị được cấp phép khai thác cát phải lắp cân.",
     Seen("các đơn vị được cấp phép khai thác cát")),
    ("an owner of works", "Còn chủ đầu tư các dự án phối hợp Sở Nội vụ lập sổ vật tư.",
     Seen("chủ đầu tư các dự án", (), ("Sở Nội vụ",))),
    ("party committees without 'các'", "Huyện ủy đề nghị cấp ủy các chi bộ, Mặt trận và các đoàn thể huyện vận động hội viên.",
     Seen("cấp ủy các chi bộ, Mặt trận", ("các đoàn thể huyện",))),
    ("a paper behind 'Theo đó'", "Theo đó thông báo yêu cầu các Sở Y tế, Tài chính khẩn trương chốt số liệu.",
     Seen("Sở Y tế", ("Sở Tài chính",))),
    ("helpers that nobody knows", "Đối với các việc vượt thẩm quyền, Sở Nội vụ phối hợp với các cơ quan liên quan, soạn tờ trình.",
     Seen("Sở Nội vụ")),
    ("two bodies of the same levels", "UBND và Ban An toàn giao thông các huyện, thị xã kiểm tra bến xe.",
     Seen("UBND các huyện, thị xã", ("Ban An toàn giao thông các huyện, thị xã",))),
    ("a time that runs out first", "Hết thời gian sửa chữa, Sở Nội vụ kiểm tra trụ sở.", Seen("Sở Nội vụ")),
    ("a period that is over", "Giao Sở Nội vụ thanh tra việc tuyển dụng từ ngày 01/01/2024 - 01/06/2025.", Seen("Sở Nội vụ")),
    ("a directed department is no helper", "Đề nghị UBND tỉnh Lâm Hải chỉ đạo Sở Y tế phối hợp Sở Nội vụ rà soát chế độ.",
     Seen("UBND tỉnh Lâm Hải")),
    ("missing spaces in names", "Bộ Tài chính phối hợp với Bộ Kếhoạch và Đầu tư đề xuất mức hỗ trợ.",
     Seen("Bộ Tài chính", (), ("Bộ Kế hoạch và Đầu tư",))),
    ("missing spaces in a list", "Thủ tướngChính phủ giao các Bộ: Giaothông vận tải, Văn hóa, Thể thaovà Du lịch rà soát biển báo.",
     Seen("Bộ Giao thông vận tải", ("Bộ Văn hóa, Thể thao và Du lịch",))),
    ("ministries and agencies under one colon", "Nhằm giữ an toàn bến đò, Thủ tướng yêu cầu các bộ, cơ quan: Công an, Y tế kiểm tra áo phao.",
     Seen("Bộ Công an", ("Bộ Y tế",))),
    ("the centre in short", "Thủ tướng yêu cầu các Bộ: Công an, Y tế, UBND các tỉnh, TP trực thuộc T.Ư chốt số liệu.",
     Seen("Bộ Công an", ("Bộ Y tế", "UBND các tỉnh, thành phố"))),
    ("levels without a comma", "UBND tỉnh đề nghị UBND các quận huyện kiểm tra quỹ lớp.", Seen("UBND các quận, huyện")),
    ("how long a holiday lasts", "Sở Y tế báo cáo số ca cấp cứu trong 4 ngày nghỉ lễ trước 14 giờ ngày 15/9/2025.",
     Seen("Sở Y tế", due="2025-09-15")),
    ("no deadline in years to come", "Sở Nội vụ nâng chỉ số hài lòng trong năm 2026 và những năm tiếp theo.", Seen("Sở Nội vụ")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "sentence", "expected"), FORMS, ids=[f"{n}-{f[0]}" for n, f in enumerate(FORMS)]
)
def test_a_form_of_the_pages_names_who_is_asked(form: str, sentence: str, expected: Seen) -> None:
    assert seen(sentence) == [expected], form


@pytest.mark.parametrize(
    "text",
    [
        "Sở Xây dựng yêu cầu kiểm soát giá cát.",
        "Sở Xây dựng yêu cầu Câu lạc bộ bơi ký cam kết.",
        "Hội nghị do đồng chí Trần Văn An, Ủy viên Ban Thường vụ Tỉnh ủy chủ trì, đã thống nhất các nội dung.",
        "Căn cứ nội dung này, Chủ tịch UBND tỉnh yêu cầu Giám đốc Sở Nội vụ triển khai thực hiện.",
        "Một số địa phương chưa công bố giá đúng hạn.",
        "Ban Chỉ đạo đánh giá kỳ thi diễn ra an toàn.",
        "Yêu cầu các cơ quan, đơn vị thực hiện nghiêm các nội dung trên.",
        "UBND các tỉnh, thành phố trực thuộc trung ương đã kiểm tra bến đò.",
        "Cùng với đợt này, Thanh tra tỉnh cũng tiến hành kiểm tra tại năm xã khác.",
    ],
)
def test_who_asks_and_who_is_blamed_are_not_asked(text: str) -> None:
    assert leads(text) == []


def test_what_a_page_sets_before_the_letterhead_is_passed_over() -> None:
    text = (
        "Đang tải nội dung, vui lòng chờ...\nVĂN PHÒNG UBND TỈNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 45/VP-NC\n"
        "Kính gửi: Sở Nội vụ.\nBáo Sơn Hải có bài về bến đò. Về việc này, Chủ tịch UBND tỉnh giao Sở Nội vụ:\n"
        "- Kiểm tra bến đò.\n- Trả lời tòa soạn.\nVăn phòng thông báo để Sở Nội vụ biết, thực hiện./."
    )
    assert leads(text) == ["Sở Nội vụ", "Sở Nội vụ"]


def test_a_place_asked_in_one_sentence_is_meant_in_the_next() -> None:
    text = "Thủ tướng yêu cầu tỉnh Lâm Hải và Sơn Tân kiểm tra bến đò. Theo đó, tỉnh Sơn Tân làm rõ ai đã cấp phép."
    assert leads(text) == ["UBND tỉnh Lâm Hải", "UBND tỉnh Sơn Tân"]


def test_directing_others_goes_on_across_paragraphs_and_a_caption() -> None:
    text = (
        "Bộ Xây dựng đề nghị UBND các tỉnh, thành phố công bố giá cát hằng tháng.\nXe chở cát qua bến.\n"
        "Ngoài ra, chỉ đạo Sở Xây dựng lập sổ theo dõi mỏ cát."
    )
    assert leads(text) == ["UBND các tỉnh, thành phố", "UBND các tỉnh, thành phố"]


def test_three_dots_without_a_space_end_a_sentence() -> None:
    assert leads("Sở Y tế tập huấn cho trạm y tế…Sở Nội vụ lập danh sách học viên.") == [
        "Sở Y tế",
        "Sở Nội vụ",
    ]


def test_a_list_of_those_asked_goes_on_behind_a_semicolon_after_a_preface() -> None:
    text = "Để giữ an toàn mùa lũ, UBND tỉnh yêu cầu Sở Y tế; Sở Nội vụ phải bố trí người trực."
    assert [(t.lead.name if t.lead else "", [p.name for p in t.co_leads]) for t in read(text).tasks] == [
        ("Sở Y tế", ["Sở Nội vụ"])
    ]


def test_a_paragraph_below_a_point_is_asked_of_the_same_units() -> None:
    text = (
        "Chủ tịch UBND tỉnh yêu cầu Sở Nội vụ, Sở Y tế thực hiện các nội dung sau:\n1. Rà soát biên chế.\n"
        "Sắp xếp lại các phòng trực đêm.\n2. Lập sổ theo dõi."
    )
    assert leads(text) == ["Sở Nội vụ"] * 3


def test_a_request_behind_the_assignment_that_names_nobody_carries_its_time() -> None:
    text = "Giao Sở Nội vụ tham gia ý kiến vào dự thảo. Yêu cầu hoàn thiện gửi ý kiến về Bộ Nội vụ trước ngày 28/9/2025."
    assert seen(text) == [Seen("Sở Nội vụ", due="2025-09-28")]


MORE = [
    ("cases are no schools", "Đối với các trường hợp lấn vỉa hè, Sở Nội vụ lập danh sách.", Seen("Sở Nội vụ")),
    ("subcommittees", "Trưởng ban Tổ chức lễ hội đề nghị các Tiểu ban chốt giấy mời.",
     Seen("các Tiểu ban")),
    ("a group with an unresolvable end", "Các sở, ngành, địa phương và cơ quan liên quan niêm yết lịch trực.",
     Seen("các sở, ngành, địa phương")),
    ("a city and its districts", "UBND thành phố và các huyện thống kê nhà tạm.", Seen("UBND các thành phố và các huyện")),
    ("a branch of the administration", "Ngành Văn hóa, Thể thao và Du lịch mở phòng trưng bày.",
     Seen("ngành Văn hóa, Thể thao và Du lịch")),
    ("committees that are concerned", "Sở Nội vụ phối hợp với các sở, ngành, UBND các huyện, thị xã có liên quan kiểm tra công vụ.",
     Seen("Sở Nội vụ", (), ("UBND các huyện, thị xã",))),
    ("the paper gives behind a topic",
     "Đối với kiến nghị của Hiệp hội, các ngân hàng và tổ chức tín dụng giãn nợ, văn bản giao Sở Nội vụ chủ trì trả lời.",
     Seen("Sở Nội vụ")),
    ("the committee of the district has to", "UBND huyện cần có văn bản hướng dẫn cấp đổi giấy tờ.", Seen("UBND huyện")),
    ("objects parted by commas",
     "Chủ tịch UBND các xã có trách nhiệm chỉ đạo các phòng, ban có liên quan, Công an xã tuần tra bến đò.", Seen("UBND các xã")),
    ("directed papers with a subject", "Các đơn vị trường học thực hiện nghiêm các chỉ đạo của UBND tỉnh về khoản thu đầu năm.",
     Seen("các đơn vị trường học")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "sentence", "expected"), MORE, ids=[f"{n}-{f[0]}" for n, f in enumerate(MORE)]
)
def test_another_form_of_the_pages_names_who_is_asked(form: str, sentence: str, expected: Seen) -> None:
    assert seen(sentence) == [expected], form


@pytest.mark.parametrize(
    "text",
    [
        "Các đơn vị được giao nhiệm vụ gồm: Sở Nội vụ, Sở Y tế.",
        "Trung tâm Khí tượng thủy văn tỉnh dự báo mưa lớn kéo dài.",
        "Đối với các trường hợp lấn vỉa hè, UBND tỉnh chỉ đạo phải xử lý kịp thời.",
    ],
)
def test_lists_forecasts_and_cases_ask_nobody(text: str) -> None:
    assert leads(text) == []


def test_who_is_responsible_does_what_the_next_paragraph_asks() -> None:
    text = (
        "UBND tỉnh yêu cầu Sở Y tế công khai đường dây nóng.\nSở Nội vụ chịu trách nhiệm chính về quản lý biên chế.\n"
        "Tăng cường kiểm tra việc chấm công."
    )
    assert leads(text) == ["Sở Y tế", "Sở Nội vụ"]


def test_a_level_alone_is_the_place_that_was_asked() -> None:
    text = "Chủ tịch UBND tỉnh yêu cầu huyện Lâm Sơn rà soát bến đò. Đồng thời, huyện sớm tổ chức lớp bơi."
    assert leads(text) == ["UBND huyện Lâm Sơn", "UBND huyện Lâm Sơn"]


def test_a_department_in_small_letters_is_the_one_before() -> None:
    text = "UBND tỉnh giao Sở Nội vụ rà soát trụ sở. Tỉnh cũng giao sở tham mưu phương án thanh lý."
    assert leads(text) == ["Sở Nội vụ", "Sở Nội vụ"]


def test_a_sentence_that_begins_with_the_role_goes_on_with_the_unit_before() -> None:
    text = (
        "UBND tỉnh giao Sở Nội vụ lập kế hoạch bầu cử. Cùng với đó chủ trì, phối hợp với Sở Tài chính, UBND thành phố Lâm Hải "
        "tham mưu kinh phí."
    )
    assert seen(text)[1] == Seen("Sở Nội vụ", (), ("Sở Tài chính", "UBND thành phố Lâm Hải"))


def test_a_box_of_related_news_in_mid_page_is_passed_over() -> None:
    text = (
        "UBND tỉnh giao Sở Nội vụ rà soát trụ sở.\nTin liên quan\nHội sách mùa thu đông khách\n"
        "Chủ tịch UBND tỉnh cũng yêu cầu Sở Y tế rà soát các trạm cấp cứu ven biển, bổ sung thuốc, áo phao và xuồng cho những đội "
        "trực cứu nạn trước mùa mưa bão năm nay."
    )
    assert leads(text) == ["Sở Nội vụ", "Sở Y tế"]


def test_a_long_paragraph_may_end_with_the_initials_of_its_writer() -> None:
    text = (
        "UBND tỉnh yêu cầu Sở Nội vụ rà soát trụ sở.\nTập trung kiểm kê các phòng họp còn trống ở từng tầng nhà, ghi rõ tình trạng bàn "
        "ghế và máy chiếu. Lập danh mục tài sản cần thanh lý ngay trong quý này N.K"
    )
    assert leads(text) == ["Sở Nội vụ"] * 3


def test_a_sentence_may_ask_for_a_plan_first() -> None:
    text = "UBND tỉnh yêu cầu Sở Y tế kiểm tra kho thuốc. Có kế hoạch bố trí đủ thuốc cho các xã ven biển."
    assert leads(text) == ["Sở Y tế", "Sở Y tế"]
