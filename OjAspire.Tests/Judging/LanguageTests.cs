using Google.Protobuf;
using Oj.Contracts.Scheduling;

namespace OjAspire.Tests.Judging;

[Collection(JudgingCollection.Name)]
public sealed class LanguageTests(JudgingFixture sandbox)
{
    [Theory]
    [InlineData("c", "#include <stdio.h>\nint main(){long a,b;scanf(\"%ld %ld\",&a,&b);printf(\"%ld\\n\",a+b);}")]
    [InlineData("cpp", "#include <iostream>\nint main(){long a,b;std::cin>>a>>b;std::cout<<a+b<<'\\n';}")]
    [InlineData("py", "print(sum(map(int, input().split())))")]
    [InlineData("java", "import java.util.*;public class Main{public static void main(String[] x){var s=new Scanner(System.in);System.out.println(s.nextLong()+s.nextLong());}}")]
    [InlineData("js", "const [a,b]=require('fs').readFileSync(0,'utf8').split(' ').map(Number);console.log(a+b)")]
    [InlineData("cs", "using System;using System.Linq;Console.WriteLine(Console.ReadLine()!.Split(' ').Select(long.Parse).Sum());")]
    [InlineData("go", "package main\nimport \"fmt\"\nfunc main(){var a,b int;fmt.Scan(&a,&b);fmt.Println(a+b)}")]
    [InlineData("rust", "use std::io;fn main(){let mut s=String::new();io::stdin().read_line(&mut s).unwrap();println!(\"{}\",s.split_whitespace().map(|x|x.parse::<i64>().unwrap()).sum::<i64>());}")]
    [InlineData("pas", "var a,b:int64;begin read(a,b);writeln(a+b);end.")]
    [InlineData("bash", "read a b; echo $((a+b))")]
    public async Task A_plus_b_is_accepted_and_measured_in_every_language(string language, string source)
    {
        var result = await sandbox.JudgeAsync(language, source, spec =>
        {
            spec.Stdin = ByteString.CopyFromUtf8("20 22\n");
            spec.ExpectedOutput = ByteString.CopyFromUtf8("42");
        });

        Assert.True(result.Verdict == Verdict.Accepted, result.ToString());
        Assert.Equal("42\n", result.Stdout.ToStringUtf8());
        Assert.Equal(0, result.ExitCode);
        Assert.InRange(result.CpuTime.ToTimeSpan().TotalMilliseconds, 0.1, 5000);
        Assert.InRange(result.MemoryKib, 100ul, 200_000ul);
    }
}
