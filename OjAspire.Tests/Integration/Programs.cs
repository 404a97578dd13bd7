namespace OjAspire.Tests.Integration;

/// <summary>Small programs whose verdict is known.</summary>
internal static class Programs
{
    /// <summary>By language id: reads two numbers and prints their sum.</summary>
    public static IReadOnlyDictionary<int, string> Sum { get; } = new Dictionary<int, string>
    {
        [50] = "#include <stdio.h>\nint main(void){int a,b;scanf(\"%d %d\",&a,&b);printf(\"%d\\n\",a+b);return 0;}",
        [54] = "#include <iostream>\nint main(){int a,b;std::cin>>a>>b;std::cout<<a+b<<'\\n';}",
        [71] = "a, b = map(int, input().split())\nprint(a + b)",
        [62] = "import java.util.*;\npublic class Main { public static void main(String[] a) { var s = new Scanner(System.in); System.out.println(s.nextInt() + s.nextInt()); } }",
        [63] = "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);\nconsole.log(a + b);",
        [51] = "using System;\nclass P { static void Main() { var p = Console.ReadLine().Split(' '); Console.WriteLine(int.Parse(p[0]) + int.Parse(p[1])); } }",
        [60] = "package main\nimport \"fmt\"\nfunc main() { var a, b int; fmt.Scan(&a, &b); fmt.Println(a + b) }",
        [73] = "use std::io::*;\nfn main() { let mut s = String::new(); stdin().read_to_string(&mut s).unwrap(); let t: i32 = s.split_whitespace().map(|x| x.parse::<i32>().unwrap()).sum(); println!(\"{}\", t); }",
        [67] = "var a, b: integer;\nbegin readln(a, b); writeln(a + b); end.",
        [46] = "read a b\necho $((a + b))",
    };
}
