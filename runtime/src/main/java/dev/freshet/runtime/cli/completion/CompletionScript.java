package dev.freshet.runtime.cli.completion;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes the script of a shell. Both shells understand the tables, and what finds the words for a place. */
@SuppressWarnings("InlineFormatString") // scripts are read best by themselves
final class CompletionScript {
    private static final String TABLES = """
            # Completes "%1$s" in %2$s; printed by its command "completion".

            _%3$s_commands() {
                case $1 in
            %4$s    esac
            }

            _%3$s_options() {
                case $1 in
            %5$s    esac
            }

            _%3$s_arguments() {
                case $1 in
            %6$s    esac
            }

            _%3$s_values() {
                case $1 in
            %7$s    esac
            }
            """;

    /**
     * {@code place} reads the words before the one to complete. {@code words} finds out what that can be, and which part
     * of it stands already, such as {@code --nodes=a,}.
     */
    private static final String RULES = """

            _%1$s_environments() {
                local at=$PWD entry
                while [[ -n $at && ! -d $at/conf/base ]]; do
                    at=${at%%/*}
                done
                for entry in $(command ls "$at/conf" 2>/dev/null); do
                    if [[ $entry != base && -d $at/conf/$entry ]]; then
                        echo "$entry"
                    fi
                done
            }

            _%1$s_place() {
                local word
                for word in "$@"; do
                    if [[ -n $option ]]; then
                        option=
                    elif [[ $word == --*=* ]]; then
                        begun=1
                    elif [[ $word == -* ]]; then
                        begun=1
                        case " %2$s " in
                            *" $word "*) option=$word ;;
                        esac
                    elif [[ -z $begun && " $(_%1$s_commands "$place") " == *" $word "* ]]; then
                        place=${place:+$place }$word
                    else
                        begun=1
                    fi
                done
            }

            _%1$s_words() {
                local token=$1
                if [[ -z $option && $token == --*=* ]]; then
                    option=${token%%%%=*}
                    head=$option=
                fi
                if [[ -n $option ]]; then
                    choice=$(_%1$s_values "$option")
                    case " %3$s " in
                        *" $option "*)
                            token=${token#"$head"}
                            if [[ $token == *,* ]]; then
                                head=$head${token%%,*},
                            fi
                            ;;
                    esac
                elif [[ $token == -* ]]; then
                    choice=$(_%1$s_options "$place")
                else
                    choice=$(_%1$s_arguments "$place")
                    if [[ -z $begun ]]; then
                        choice="$(_%1$s_commands "$place") $choice"
                    fi
                fi
                if [[ $choice == *'<environment>'* ]]; then
                    choice=$(_%1$s_environments)
                fi
            }
            """;

    /**
     * Bash ends words at {@code =} and {@code :}, and before {@code @}. It replaces only the last of them, which the
     * function is given as {@code $2}.
     */
    private static final String BASH = """

            _%1$s() {
                local line=${COMP_LINE:0:COMP_POINT}
                local place= option= begun= head= choice= token word before
                token=${line##*[[:space:]]}
                read -ra before <<< "${line%%"$token"}"
                _%1$s_place "${before[@]:1}"
                _%1$s_words "$token"
                COMPREPLY=()
                if [[ $choice == *'<file>'* ]]; then
                    compopt -o default -o filenames
                    return
                fi
                for word in $choice; do
                    if [[ $head$word == "$token"* ]]; then
                        word=$head$word
                        COMPREPLY+=("${word#"${token%%"$2"}"}")
                    fi
                done
            }

            complete -F _%1$s %2$s
            """;

    private static final String ZSH = """

            _%1$s() {
                local place= option= begun= head= choice=
                _%1$s_place "${(@)words[2,CURRENT-1]}"
                _%1$s_words "$PREFIX"
                if [[ -n $head ]]; then
                    compset -P "${(b)head}"
                fi
                if [[ $choice == *'<file>'* ]]; then
                    _files
                else
                    compadd -- ${=choice}
                fi
            }

            if (( ! $+functions[compdef] )); then
                autoload -Uz compinit && compinit
            fi
            compdef _%1$s %2$s
            """;

    private final String name;
    private final CompletionWords words;
    private final String prefix;

    CompletionScript(String name, CompletionWords words) {
        this.name = name;
        this.words = words;
        prefix = "freshet_" + name.replaceAll("\\W", "_");
    }

    String bash() {
        return common("bash") + BASH.formatted(prefix, name);
    }

    String zsh() {
        return common("zsh") + ZSH.formatted(prefix, name);
    }

    private String common(String shell) {
        return TABLES.formatted(
                        name,
                        shell,
                        prefix,
                        table(words.subcommands()),
                        table(words.options()),
                        table(words.arguments()),
                        table(words.values()))
                + RULES.formatted(prefix, String.join(" ", words.values().keySet()), String.join(" ", words.lists()));
    }

    /** The words for each place, a line each; places without words are left out. */
    private static String table(Map<String, List<String>> byPlace) {
        StringBuilder lines = new StringBuilder();
        byPlace.forEach((place, all) -> {
            if (!all.isEmpty()) {
                lines.append("        '" + place + "') printf '%s\\n' " + quoted(all) + " ;;\n");
            }
        });
        return lines.toString();
    }

    private static String quoted(Collection<String> words) {
        return "'" + String.join(" ", words) + "'";
    }
}
