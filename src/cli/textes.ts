import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { referentiel } from '../mesures/index.ts'

type Textes = Parameters<typeof referentiel.ecartsDeTexte>[1]
const dossiers: Record<string, string> = {
  'code pénal': 'cp',
  'code de procédure pénale': 'cpp',
  'code pénitentiaire': 'cpen',
  'code de la justice pénale des mineurs': 'cjpm',
  'code de la sécurité intérieure': 'csi',
  'code du travail': 'ctrav',
  'code de la sécurité sociale': 'css',
  'livre des procédures fiscales': 'lpf',
  'loi 78-17': 'lil',
}
const dossierDe = (texte: string) => dossiers[texte] ?? texte.replace('loi ', 'loi-')
const sansEntete = (contenu: string) => contenu.replace(/^---\n[\s\S]*?\n---\n/, '')

/**
 * Dated texts at hand: `index.tsv` says from when to when each file is in force, each file holds
 * the words of one version.
 */
export function lireLesTextes(dossier: string): Textes {
  const [, ...lignes] = readFileSync(join(dossier, 'index.tsv'), 'utf8').trim().split('\n')
  const versions = new Map<string, { from: string; to: string; fichier: string }[]>()
  for (const ligne of lignes) {
    const colonnes = ligne.split('\t')
    const [code = '', article = '', from = '', to = ''] = colonnes
    const cle = `${code}/${article}`
    versions.set(cle, [
      ...(versions.get(cle) ?? []),
      { from, to: to.replace('<=', ''), fichier: colonnes.at(-1) ?? '' },
    ])
  }
  const mots = (fichier: string) => sansEntete(readFileSync(join(dossier, fichier), 'utf8'))
  return {
    le(texte, article, le) {
      const siennes = versions.get(`${dossierDe(texte)}/${article.replace('*', '')}`) ?? []
      const ici =
        siennes
          .filter(ligne => ligne.from && ligne.from <= le && (!ligne.to || le < ligne.to))
          .at(-1) ?? siennes.find(ligne => !ligne.from && siennes.length === 1)
      return ici ? { fichier: ici.fichier.replace(/\.md$/, ''), mots: mots(ici.fichier) } : null
    },
    fichier(nom) {
      const chemin = `${nom}.md`
      return existsSync(join(dossier, chemin)) ? mots(chemin) : null
    },
  }
}
