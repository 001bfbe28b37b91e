function __busctl_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __busctl_parse_tokens
    test "$commands" = "$expected_commands" -a "$positional_index" -le 1; and return $non_repeating_flags_or_options_absent
end

function __busctl_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __busctl_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __busctl_parse_tokens -S
    set -l unparsed_tokens (__busctl_tokens -pc)
    switch $unparsed_tokens[1]
    case 'busctl'
        __busctl_parse_subcommand -r 1 'format=' 'input=' 'source=' 'color=' 'timing' 'no-timing' 'hints' 'no-hints' 'quiet' 'echo' 'abbreviations' 'bail' 'strict' 'clock=' 'seed=' 'no-history' 'no-rc' 'safe' 'exec-timeout=' 'empty' 'max-depth=' 'c=+' 'f=+' 'version' 'h/help'
    end
end

function __busctl_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __busctl_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null; or set -e unparsed_tokens[-1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __busctl_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __busctl_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__busctl_tokens -p)
    if test -z "$(__busctl_tokens -t)"
        set -l index (count (__busctl_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'busctl' -f
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" format' -l 'format' -d 'The format of the results.' -rfka 'text jsonl cloudevents'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" input' -l 'input' -d 'Read the lines of standard input as commands, or as events; see \'help cloudevents\'.' -rfka 'commands cloudevents'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" source' -l 'source' -d 'The source that is named in events for other processes. The default is the program\'s name.' -rfka ''
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" color' -l 'color' -d 'Use colour in the output.' -rfka 'auto always never'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" timing' -l 'timing' -d 'Print durations in traces. This is the default for text at a terminal.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" no-timing' -l 'no-timing' -d 'Print no durations in traces. This is the default in all other cases.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" hints' -l 'hints' -d 'Show in grey how the line at the prompt may continue.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" no-hints' -l 'no-hints' -d 'Show no grey text at the prompt.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" quiet' -l 'quiet' -d 'Print no traces and no confirmations; answers and errors still appear.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" echo' -l 'echo' -d 'Print each line of a script before it runs.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" abbreviations' -l 'abbreviations' -d 'Accept an abbreviated command name if it is unambiguous.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" bail' -l 'bail' -d 'Stop at the first command that fails.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" strict' -l 'strict' -d 'Exit with status 4 if a handler failed or an emission was refused.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" clock' -l 'clock' -d 'Real or virtual time; virtual time jumps ahead when all handlers wait.' -rfka 'real virtual'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" seed' -l 'seed' -d 'The seed of virtual time; it decides the order where the rules leave it open.' -rfka ''
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" no-history' -l 'no-history' -d 'Keep no history of the commands typed at the prompt.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" no-rc' -l 'no-rc' -d 'Do not run the commands in the file rc; see \'help files\'.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" safe' -l 'safe' -d 'Refuse commands and handlers that reach outside the process; see \'help safe\'.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" exec-timeout' -l 'exec-timeout' -d 'The time limit of programs that \'exec\' runs. The default is 30s.' -rfka ''
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" empty' -l 'empty' -d 'Start with nothing subscribed.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" max-depth' -l 'max-depth' -d 'The maximum depth of nested emissions, from 1 to 1000.' -rfka ''
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl"' -s 'c' -d 'Run the line as a command; may be repeated.' -rfka ''
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl"' -s 'f' -d 'Run a script; - is stdin.' -rF
complete -c 'busctl' -n '__busctl_should_offer_completions_for_positional "busctl" -ge 1' -fka '(__busctl_custom_completion ---completion -- positional@0 (count (__busctl_tokens -pc)) (string length -- "$(commandline -ct)"))'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" version' -l 'version' -d 'Show the version.'
complete -c 'busctl' -n '__busctl_should_offer_completions_for_flags_or_options "busctl" h help' -s 'h' -l 'help' -d 'Show help information.'
