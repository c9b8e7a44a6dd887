/* A stand-in for Excel as other programs see it, and for its VBA as Python sees it.

   It has Excel's windows XLMAIN and XLDESK but no EXCEL7, as an Excel on its start screen or one that is closing.

   excel.exe wait SECONDS                                stays that long
   excel.exe click DLL COMMAND BUTTON TIMES SECONDS      clicks as addin/vba/ArenaLoader.bas and ArenaRibbon.bas do, lets
                                                         go of Python, and needs some seconds more to end
   Each line that it prints begins with a word that says what the rest is. */
#define COBJMACROS
#include <windows.h>
#include <oleauto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef LONG(WINAPI *Activate)(VARIANT *result, const char *config, LONG mode);

static void say(const char *what, const wchar_t *text)
{
    char bytes[8192] = "";
    WideCharToMultiByte(CP_UTF8, 0, text ? text : L"", -1, bytes, sizeof bytes, NULL, NULL);
    for (char *each = bytes; *each; each++)
        if (*each == '\n' || *each == '\r') *each = '|';
    printf("%s %s\n", what, bytes);
    fflush(stdout);
}

static void wait_for(double seconds)
{
    ULONGLONG ends = GetTickCount64() + (ULONGLONG)(seconds * 1000);
    MSG message;
    do {
        while (PeekMessageA(&message, NULL, 0, 0, PM_REMOVE)) DispatchMessageA(&message);
        Sleep(20);
    } while (GetTickCount64() < ends);
}

static void show_windows(void)
{
    WNDCLASSA kind = {0};
    kind.lpfnWndProc = DefWindowProcA;
    kind.hInstance = GetModuleHandleA(NULL);
    kind.lpszClassName = "XLMAIN";
    RegisterClassA(&kind);
    kind.lpszClassName = "XLDESK";
    RegisterClassA(&kind);
    HWND main = CreateWindowExA(0, "XLMAIN", "Excel", WS_OVERLAPPEDWINDOW | WS_VISIBLE, 0, 0, 90, 90, NULL, NULL, kind.hInstance, NULL);
    CreateWindowExA(0, "XLDESK", "", WS_CHILD | WS_VISIBLE, 0, 0, 80, 80, main, NULL, kind.hInstance, NULL);
}

static VARIANT text(const wchar_t *characters)
{
    VARIANT made;
    VariantInit(&made);
    made.vt = VT_BSTR;
    made.bstrVal = SysAllocString(characters);
    return made;
}

static VARIANT nothing(void)
{
    VARIANT made;
    VariantInit(&made);
    made.vt = VT_DISPATCH;
    return made;
}

/* Calls a method late bound, as VBA calls that of an Object; says the error with which it ended, if any. */
static VARIANT call(IDispatch *object, const wchar_t *name, int count, const VARIANT *given)
{
    VARIANT turned[8], answer;
    DISPPARAMS parameters = {turned, NULL, count, 0};
    EXCEPINFO refusal = {0};
    DISPID id;
    VariantInit(&answer);
    for (int each = 0; each < count; each++) turned[count - 1 - each] = given[each];
    HRESULT done = IDispatch_GetIDsOfNames(object, &IID_NULL, (LPOLESTR *)&name, 1, LOCALE_USER_DEFAULT, &id);
    if (SUCCEEDED(done))
        done = IDispatch_Invoke(object, id, &IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD | DISPATCH_PROPERTYGET, &parameters, &answer, &refusal, NULL);
    if (FAILED(done)) {
        printf("number %ld\n", (long)(done == DISP_E_EXCEPTION ? refusal.scode : done));
        say("error", refusal.bstrDescription);
    }
    return answer;
}

static int click(Activate activate, const char *command, const char *button)
{
    VARIANT result;
    VariantInit(&result);
    BSTR config = SysAllocStringByteLen(command, (UINT)strlen(command)); /* VBA hands a String to a DLL in ANSI */
    ULONGLONG begun = GetTickCount64();
    LONG code = activate(&result, (const char *)config, 1);
    printf("activated %ld %llu ms\n", code, GetTickCount64() - begun);
    if (code < 0 || result.vt != VT_DISPATCH) {
        say("refused", result.vt == VT_BSTR ? result.bstrVal : L"");
        return 3;
    }
    wchar_t id[64];
    MultiByteToWideChar(CP_ACP, 0, button, -1, id, 64);
    IDispatch *python = result.pdispVal;
    VARIANT of_module[] = {text(L"arena.excel.entry")}, of_none[] = {text(L"no.such.module")};
    VARIANT of_tuple[] = {text(id), nothing(), nothing(), text(L"nl"), text(L"key")};
    VARIANT of_call[] = {call(python, L"Module", 1, of_module), text(L"click"), call(python, L"Tuple", 5, of_tuple)};
    VARIANT of_str[] = {call(python, L"Call", 3, of_call)};
    VARIANT answer = call(python, L"Str", 1, of_str);
    say("answer", answer.vt == VT_BSTR ? answer.bstrVal : L"");
    call(python, L"Module", 1, of_none); /* an error in Python, as it reaches VBA */
    VariantClear(&of_call[0]);
    VariantClear(&of_call[2]);
    VariantClear(&of_str[0]);
    VariantClear(&result);
    return 0;
}

int main(int count, char **words)
{
    int code = 0;
    show_windows();
    if (count == 3) {
        wait_for(atof(words[2]));
        return 0;
    }
    if (count != 7) return 1;
    CoInitialize(NULL);
    printf("codepage %u\n", GetACP());
    HMODULE library = LoadLibraryA(words[2]);
    Activate activate = library ? (Activate)(void *)GetProcAddress(library, "XLPyDLLActivateAuto") : NULL;
    if (!activate) {
        printf("unloadable %lu\n", GetLastError());
        return 2;
    }
    for (int each = atoi(words[5]); each > 0 && code == 0; each--) code = click(activate, words[3], words[4]);
    CoUninitialize();
    say("released", L"");
    wait_for(atof(words[6]));
    say("ended", L"");
    return code;
}
