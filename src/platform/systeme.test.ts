import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { codesDits, enClair } from './systeme.ts'

const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-systeme-'))
afterAll(() => rmSync(dossier, { recursive: true, force: true }))
const ici = (...noms: string[]) => path.join(dossier, ...noms)

const refusDeFichier = (faire: () => unknown): unknown => {
  try {
    faire()
  } catch (erreur) {
    return erreur
  }
  throw new Error('the system refused nothing')
}
const refusDEcoute = (port: number, hote: string): Promise<unknown> =>
  new Promise((dit, rien) => {
    const serveur = createServer()
    serveur
      .once('error', dit)
      .listen(port, hote, () => serveur.close(() => rien(new Error('it listens'))))
  })
/** As the system says it, where this machine or its root cannot have it said. */
const suppose = (code: string, reste: object = {}) =>
  Object.assign(new Error(`${code}: in English`), { code, syscall: 'open', ...reste })
const remplirLeDisque = () => {
  const plein = openSync('/dev/full', 'w')
  try {
    writeSync(plein, 'x')
  } finally {
    closeSync(plein)
  }
}

describe('Ce que le système refuse à qui écoute se dit en français, avec quoi faire', () => {
  it('Un port pris, celui des agents ou celui des mesures', async () => {
    const serveur = createServer()
    await new Promise<void>(pret => serveur.listen(0, '127.0.0.1', pret))
    const { port } = serveur.address() as { port: number }
    const refus = await refusDEcoute(port, '127.0.0.1')
    expect(enClair(refus, {})).toMatch(
      new RegExp(
        `^Le port ${port} est déjà pris .*donnez un autre port par PORT\\. \\(EADDRINUSE\\)$`,
      ),
    )
    expect(enClair(refus, { FIL_ROUGE_METRIQUES: `127.0.0.1:${port}` })).toContain(
      'par FIL_ROUGE_METRIQUES.',
    )
    await new Promise(fin => serveur.close(fin))
  })
  it('Un port réservé', () => {
    const refus = suppose('EACCES', { syscall: 'listen', address: '0.0.0.0', port: 80 })
    expect(enClair(refus, { PORT: '80' })).toMatch(
      /^Le port 80 est réservé par le système : donnez par PORT un port à partir de 1024/,
    )
  })
  it('Une adresse qui n’est pas de cette machine, ou un nom que personne ne connaît', async () => {
    const ailleurs =
      /^L’adresse « 192\.0\.2\.1 » n’est pas une adresse de cette machine : corrigez FIL_ROUGE_HOTE/
    expect(enClair(await refusDEcoute(0, '192.0.2.1'), {})).toMatch(ailleurs)
    const inconnue = await refusDEcoute(0, 'nulle-part.invalid')
    expect(enClair(inconnue, {})).toMatch(
      /^Le nom « nulle-part\.invalid » ne se trouve pas sur le réseau : corrigez FIL_ROUGE_HOTE/,
    )
    expect(enClair(inconnue, { FIL_ROUGE_METRIQUES: 'nulle-part.invalid:9464' })).toContain(
      'corrigez FIL_ROUGE_METRIQUES',
    )
  })
})

describe('Ce que le système refuse d’un fichier se dit en français, avec la variable qui le nomme', () => {
  it.each([
    [
      'ENOENT',
      () => readFileSync(ici('absent.csv')),
      /« .*absent\.csv » n’existe pas : corrigez le chemin, ou créez-le\. \(ENOENT\)$/,
    ],
    [
      'ENOENT',
      () => writeFileSync(ici('absent', 'a.zip'), ''),
      /son dossier n’existe pas : créez .*absent, ou corrigez/,
    ],
    ['EISDIR', () => readFileSync(dossier), /est un dossier : donnez le chemin d’un fichier/],
    ['ENOTDIR', () => readFileSync('/etc/hosts/a'), /« \/etc\/hosts\/a » passe par un fichier/],
    [
      'EEXIST',
      () => mkdirSync('/etc/hosts', { recursive: true }),
      /« \/etc\/hosts » existe déjà, et n’est pas un dossier/,
    ],
    ['ENOSPC', remplirLeDisque, /^Il n’y a plus de place sur le disque : libérez-en/],
  ])('%s, vraiment', (code, faire, attendu) => {
    const erreur = refusDeFichier(faire)
    expect(erreur).toMatchObject({ code })
    expect(enClair(erreur, {})).toMatch(attendu)
  })
  it.each([
    ['FIL_ROUGE_SCEAUX_FICHIER', ici('sceaux.jsonl'), ici('sceaux.jsonl')],
    ['FIL_ROUGE_DIR', ici('donnees'), ici('donnees', 'pg')],
    ['FIL_ROUGE_TEXTES', ici('textes'), ici('textes', 'index.tsv')],
  ])('%s', (nom, valeur, chemin) => {
    const dit = enClair(suppose('EACCES', { path: chemin }), { [nom]: valeur })
    expect(dit).toContain(
      `« ${chemin} » (${nom}) est interdit à l’utilisateur qui lance Fil rouge : donnez-lui`,
    )
  })
  it('Le dossier par défaut est celui de FIL_ROUGE_DIR, un voisin de même début ne l’est pas', () => {
    expect(enClair(suppose('EACCES', { path: path.resolve('.fil-rouge/secret') }), {})).toContain(
      '(FIL_ROUGE_DIR)',
    )
    expect(
      enClair(suppose('EACCES', { path: path.resolve('.fil-rouge-2/secret') }), {}),
    ).not.toContain('FIL_ROUGE_DIR')
  })
})

describe('Les codes du système', () => {
  it('Ceux-ci sont dits, sans un mot d’anglais', () => {
    expect(codesDits.ecoute).toEqual([
      'EADDRINUSE',
      'EACCES',
      'EADDRNOTAVAIL',
      'EAFNOSUPPORT',
      'ENOTFOUND',
      'EAI_AGAIN',
    ])
    const deFichier = [
      'ENOENT',
      'EACCES',
      'EPERM',
      'ENOTDIR',
      'EISDIR',
      'EEXIST',
      'EROFS',
      'ENOSPC',
      'EDQUOT',
      'EMFILE',
      'ENFILE',
      'EIO',
    ]
    expect(codesDits.fichier).toEqual(deFichier)
    const dits = [
      ...codesDits.ecoute.map(code =>
        enClair(suppose(code, { syscall: 'listen', address: '10.0.0.1', port: 80 }), {}),
      ),
      ...codesDits.fichier.map(code => enClair(suppose(code, { path: ici('a') }), {})),
      ...codesDits.fichier.map(code => enClair(suppose(code), {})),
    ]
    for (const dit of dits) expect(dit).toMatch(/^[^:]{10,} : [^:]+.* \(E\w+\)$/)
    expect(dits.join('\n')).not.toMatch(/English|undefined/)
  })
  it('Une autre erreur garde ses mots ; de plusieurs ensemble, ceux de la première', () => {
    expect(enClair(new Error('Autre chose.'))).toBe('Autre chose.')
    expect(enClair(new AggregateError([new Error('La première.'), new Error('La seconde.')]))).toBe(
      'La première.',
    )
  })
})
