# SPDX-License-Identifier: Apache-2.0
# How this project builds a room (one folder, one library) and a test.

add_library(stowage_options INTERFACE)
target_compile_definitions(stowage_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(stowage_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
    # GCC 12 sees phantom dangling and null accesses in coroutine frames it made itself.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-null-dereference>)
if(STOWAGE_WARNINGS_AS_ERRORS)
    target_compile_options(stowage_options INTERFACE -Werror)
endif()
if(STOWAGE_SANITIZE)
    target_compile_options(stowage_options INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(stowage_options INTERFACE -fsanitize=address,undefined)
endif()
if(STOWAGE_FUZZ)
    target_compile_options(stowage_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# stowage_room(NAME SOURCES files... [PUBLIC libraries...] [PRIVATE libraries...])
# One folder of core as the static library stowage_NAME. A room names the rooms its headers
# expose as PUBLIC and everything else as PRIVATE: the arrows of ARCHITECTURE.md.
function(stowage_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(stowage_${name} STATIC ${ROOM_SOURCES})
    add_library(Stowage::${name} ALIAS stowage_${name})
    target_include_directories(stowage_${name} PUBLIC "${PROJECT_SOURCE_DIR}/core")
    target_link_libraries(stowage_${name} PUBLIC ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE} stowage_options)
endfunction()

# stowage_test(NAME SOURCES files... LIBRARIES libraries... [LABELS labels...] [TIMEOUT seconds] [WRAPPER command...])
# A Qt Test program. Labels: values, engine, http, servers, window (the rings of ARCHITECTURE.md). The wrapper gets the
# program as its last argument.
function(stowage_test name)
    cmake_parse_arguments(T "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;WRAPPER" ${ARGN})
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 120)
    endif()
    add_executable(${name} ${T_SOURCES})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_link_libraries(${name} PRIVATE ${T_LIBRARIES} Qt6::Test stowage_options)
    target_compile_definitions(${name} PRIVATE STOWAGE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        STOWAGE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" STOWAGE_BINARY_DIR="${PROJECT_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${T_WRAPPER} $<TARGET_FILE:${name}>)
    set_tests_properties(${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;LC_ALL=C.UTF-8")
endfunction()
