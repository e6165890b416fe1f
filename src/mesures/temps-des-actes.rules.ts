import type { Jour } from '../platform/date.ts'
import type { Citation, Regle } from '../platform/law.ts'
import { estAbsente } from '../platform/law.ts'
import { attenteEnMots, type TempsDActe, tempsDUnActe } from './acte.rules.ts'
import type { Definition, Devoir } from './definition.rules.ts'
import { libelleDeDepart } from './explication.rules.ts'
import type { Machine } from './machine.rules.ts'
import { versionLe } from './regle.rules.ts'

/** From which fact a delay runs, with the label of its act under a machine. */
export function departEnMots(depuis: Devoir['depuis'], machine: Machine | null): string {
  const acte = depuis.startsWith('acte:')
    ? machine?.transitions.find(transition => transition.acte === depuis.slice('acte:'.length))
    : undefined
  return acte ? `l’acte « ${acte.libelle} »` : libelleDeDepart(depuis, '')
}
const limites: Record<TempsDActe['cle'], string> = {
  pas_avant: 'attente, au moins',
  fois: 'nombre de fois, au plus',
  par_decision: 'au plus, pour une décision',
  total: 'au plus, en tout',
  pas_apres: 'au plus tard',
  apres_le_terme: 'après le terme',
}
const debuts: Record<TempsDActe['cle'], string> = {
  pas_avant: 'Pas avant',
  fois: 'Au plus',
  par_decision: 'Pour une décision, au plus',
  total: 'En tout, au plus',
  pas_apres: 'Au plus tard',
  apres_le_terme: 'Après le terme :',
}
const origine = ({ depuis }: Pick<TempsDActe, 'depuis'>, machine: Machine): string =>
  depuis.length > 0
    ? `, depuis ${depuis.map(depart => departEnMots(depart, machine)).join(' ou, plus tard, ')}`
    : ''
/**
 * The least and the most that the law allows to each act (CPP art. 744, 142-7), as rules: those of
 * the last machine that names the act.
 */
export function tempsDesActes(definition: Definition): Regle<unknown>[] {
  const regles = new Map<string, Regle<unknown>>()
  for (const { value: machine } of definition.machine)
    for (const transition of machine.transitions)
      for (const { cle, depuis, droit } of tempsDUnActe(transition)) {
        const id = `${transition.acte}.${cle}`
        regles.set(id, {
          id,
          catalogue: definition.catalogue,
          libelle: `${transition.libelle} : ${limites[cle]}${origine({ depuis }, machine)}`,
          selon: 'execution',
          droit,
        })
      }
  return [...regles.values()]
}

/**
 * The same of one act on a day, in words with its article: « pas avant 12 mois, depuis la décision
 * ».
 */
export function tempsEnMots(
  donnees: Parameters<typeof tempsDUnActe>[0],
  le: Jour,
  machine: Machine,
): { mots: string; source: Citation }[] {
  return tempsDUnActe(donnees).flatMap(temps => {
    const { value, source } = versionLe(temps.droit, le)
    return estAbsente(value)
      ? []
      : [{ mots: `${debuts[temps.cle]} ${attenteEnMots(value)}${origine(temps, machine)}`, source }]
  })
}
